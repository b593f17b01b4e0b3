-- What many articles say together. All of it can be made again from documents and records, but for `codings` and
-- `judgements`: nothing that was coded or judged is overwritten.

-- Codings that a later one took the place of, whole, until they are purged.
CREATE TABLE codings (
    document INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    run      INTEGER NOT NULL REFERENCES runs (n),
    replaced INTEGER NOT NULL REFERENCES runs (n),  -- the run that did
    data     BLOB NOT NULL,                         -- the output contract's line, zlib
    PRIMARY KEY (document, run, replaced)
) WITHOUT ROWID;
CREATE INDEX codings_run ON codings (run);

-- What people say of records; append-only. Words and type find the record again when its id is gone.
CREATE TABLE judgements (
    n        INTEGER PRIMARY KEY,
    record   TEXT NOT NULL,
    document TEXT NOT NULL,
    kind     TEXT NOT NULL,
    type     TEXT NOT NULL,
    quote    TEXT NOT NULL,
    verdict  TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'amended', 'missing')),
    amended  TEXT,                                  -- JSON by the output contract: the record as it should be
    note     TEXT,
    by       TEXT NOT NULL,
    noted    TEXT NOT NULL                          -- UTC
);
CREATE INDEX judgements_record ON judgements (record, n);
CREATE INDEX judgements_document ON judgements (document, kind);

-- Stories: each article hangs on the earlier article that it resembles most, if any is near enough.
CREATE TABLE story_documents (
    document INTEGER PRIMARY KEY REFERENCES documents (n) ON DELETE CASCADE,
    digest   TEXT NOT NULL,                         -- of the coding that was linked
    id       TEXT NOT NULL,
    day      INTEGER NOT NULL,                      -- proleptic ordinal; undated ones come last
    words    BLOB NOT NULL,
    shingles BLOB NOT NULL,
    actors   BLOB NOT NULL,
    acts     BLOB NOT NULL,
    parent   INTEGER,
    is_copy  INTEGER NOT NULL DEFAULT 0,            -- of its parent
    likeness REAL NOT NULL DEFAULT 0,
    story    INTEGER NOT NULL,                      -- the article that it began with
    original INTEGER NOT NULL                       -- the first of its copies
);
CREATE INDEX story_documents_parent ON story_documents (parent);
CREATE INDEX story_documents_story ON story_documents (story);
CREATE TABLE story_terms (
    term     INTEGER NOT NULL,
    is_main  INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (term, is_main, day, document)
) WITHOUT ROWID;
CREATE TABLE story_shingles (
    shingle  INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (shingle, day, document)
) WITHOUT ROWID;
-- Lines by publisher, until enough pages have one to tell it from the article's own words.
CREATE TABLE story_lines (
    line     INTEGER NOT NULL,
    document INTEGER NOT NULL,
    title    INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    PRIMARY KEY (line, document)
) WITHOUT ROWID;
CREATE INDEX story_lines_document ON story_lines (document);

-- Acts: reports of the same act, by the unit (event and leading actor) within which they are compared.
CREATE TABLE acts (
    n         INTEGER PRIMARY KEY,
    id        TEXT NOT NULL,                        -- of its first report
    unit      TEXT NOT NULL,
    event     TEXT NOT NULL,
    mode      TEXT,
    quad      TEXT NOT NULL,
    score     REAL NOT NULL,
    status    TEXT NOT NULL CHECK (status IN ('done', 'planned', 'denied')),
    first_day TEXT NOT NULL,                        -- of its first report; '' where none is known
    leader    INTEGER NOT NULL                      -- the record of its first report
);
CREATE INDEX acts_unit ON acts (unit, first_day);
CREATE INDEX acts_day ON acts (first_day, n);
CREATE INDEX acts_event ON acts (event, first_day);
CREATE INDEX acts_id ON acts (id);
CREATE TABLE act_reports (
    record INTEGER PRIMARY KEY REFERENCES records (n) ON DELETE CASCADE,
    unit   TEXT NOT NULL,
    day    TEXT NOT NULL,
    act    INTEGER
);
CREATE INDEX act_reports_act ON act_reports (act);
CREATE INDEX act_reports_unit ON act_reports (unit, day);
-- Units with reports that came, went or changed stories since their acts were made, from this day on.
CREATE TABLE acts_stale (
    unit TEXT PRIMARY KEY,
    day  TEXT NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER act_reports_come AFTER INSERT ON act_reports BEGIN
    INSERT INTO acts_stale VALUES (new.unit, new.day) ON CONFLICT (unit) DO UPDATE SET day = min(day, excluded.day);
END;
CREATE TRIGGER act_reports_gone AFTER DELETE ON act_reports BEGIN
    INSERT INTO acts_stale VALUES (old.unit, old.day) ON CONFLICT (unit) DO UPDATE SET day = min(day, excluded.day);
END;
CREATE TRIGGER story_changed AFTER UPDATE OF story ON story_documents WHEN old.story <> new.story BEGIN
    INSERT INTO acts_stale SELECT a.unit, min(a.day) FROM records r JOIN act_reports a ON a.record = r.n
        WHERE r.document = new.document GROUP BY a.unit
        ON CONFLICT (unit) DO UPDATE SET day = min(day, excluded.day);
END;

-- Who acts on whom, flat: one row a pair of codes of an event, so that series and networks need not join. Where nobody
-- is acted upon, as in talks, each pair of those who act stands in both directions.
CREATE TABLE event_dyads (
    a         TEXT NOT NULL,
    b         TEXT NOT NULL,                        -- '' where nobody with a code is acted upon
    day       TEXT NOT NULL,                        -- '' where it is not known to a month at least
    record    INTEGER NOT NULL REFERENCES records (n) ON DELETE CASCADE,
    act       INTEGER,                              -- null until the ledger is linked
    event     TEXT NOT NULL,
    quad      TEXT NOT NULL,
    score     REAL NOT NULL,
    published TEXT,
    is_fact   INTEGER NOT NULL,                     -- told as done
    is_joint  INTEGER NOT NULL,
    PRIMARY KEY (a, b, day, record)
) WITHOUT ROWID;
CREATE INDEX event_dyads_b ON event_dyads (b, day, a);
CREATE INDEX event_dyads_day ON event_dyads (day, a, b);
CREATE INDEX event_dyads_record ON event_dyads (record);
CREATE VIEW events_of_dyads AS
SELECT a.code AS a, ifnull(b.code, '') AS b,
    iif(julianday(r.last_day) - julianday(r.first_day) <= 31, r.first_day, '') AS day, r.n AS record, r.document, e.event, e.quad,
    e.score, d.published,
    e.auxiliary = '' AS is_fact, 0 AS is_joint
FROM records r JOIN documents d ON d.n = r.document JOIN events e ON e.record = r.n
JOIN participants p ON p.record = r.n AND p.role = 'actor' JOIN parties a ON a.n = p.party
LEFT JOIN participants q ON q.record = r.n AND q.role = 'recipient' LEFT JOIN parties b ON b.n = q.party
WHERE a.code IS NOT NULL
UNION ALL
SELECT a.code, b.code, iif(julianday(r.last_day) - julianday(r.first_day) <= 31, r.first_day, ''), r.n, r.document,
    e.event, e.quad, e.score, d.published, e.auxiliary = '', 1
FROM records r JOIN documents d ON d.n = r.document JOIN events e ON e.record = r.n
JOIN participants p ON p.record = r.n AND p.role = 'actor' JOIN parties a ON a.n = p.party
JOIN participants q ON q.record = r.n AND q.role = 'actor' JOIN parties b ON b.n = q.party
WHERE a.code <> b.code AND NOT EXISTS
    (SELECT 1 FROM participants x WHERE x.record = r.n AND x.role = 'recipient');
INSERT OR IGNORE INTO event_dyads
SELECT a, b, day, record, NULL, event, quad, score, published, is_fact, is_joint FROM events_of_dyads;
