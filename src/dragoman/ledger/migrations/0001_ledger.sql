-- The ledger, first version. Offsets count characters of documents.text; days are ISO dates.

CREATE TABLE runs (
    n       INTEGER PRIMARY KEY,
    coder   TEXT NOT NULL,
    model   TEXT NOT NULL,
    started TEXT NOT NULL            -- UTC
);

CREATE TABLE documents (
    n          INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    title      TEXT,
    text       TEXT NOT NULL,
    published  TEXT,
    language   TEXT NOT NULL,
    publisher  TEXT,
    url        TEXT,
    source     TEXT NOT NULL,
    sha256     TEXT NOT NULL,        -- of the source bytes
    paragraphs TEXT NOT NULL,        -- JSON, as in the output contract
    dropped    TEXT NOT NULL,        -- JSON, as in the output contract
    digest     TEXT NOT NULL,        -- of everything that was read off it: tells whether a re-coding changes anything
    run        INTEGER NOT NULL REFERENCES runs (n)
);
CREATE INDEX documents_published ON documents (published);
CREATE INDEX documents_run ON documents (run);

-- Who is meant by which words: each combination once, however many mentions and records point at it.
CREATE TABLE parties (
    n       INTEGER PRIMARY KEY,
    entity  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    text    TEXT NOT NULL,
    name    TEXT,
    code    TEXT,
    sector  TEXT,
    sector2 TEXT
);
CREATE UNIQUE INDEX parties_key ON parties
    (entity, kind, text, ifnull(name, ''), ifnull(code, ''), ifnull(sector, ''), ifnull(sector2, ''));
CREATE INDEX parties_code ON parties (code, sector);

CREATE TABLE mentions (
    document   INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    sentence   INTEGER NOT NULL,
    head       INTEGER NOT NULL,
    party      INTEGER NOT NULL REFERENCES parties (n),
    office     TEXT,
    how        TEXT NOT NULL,
    confidence REAL NOT NULL,
    note       TEXT,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX mentions_party ON mentions (party);

CREATE TABLE times (
    document   INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    text       TEXT NOT NULL,
    type       TEXT NOT NULL,
    value      TEXT,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE places (
    document       INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    position       INTEGER NOT NULL,
    span_start     INTEGER NOT NULL,
    span_end       INTEGER NOT NULL,
    text           TEXT NOT NULL,
    name           TEXT NOT NULL,
    geonameid      INTEGER,
    lat            REAL,
    lon            REAL,
    country        TEXT,
    country_alpha2 TEXT,
    country_name   TEXT,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX places_country ON places (country);

-- What all records share. `data` is the whole record by the output contract; the other columns are there to be asked.
CREATE TABLE records (
    n          INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,
    document   INTEGER NOT NULL REFERENCES documents (n) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('event', 'statement', 'position', 'relation', 'claim')),
    type       TEXT NOT NULL,        -- the event, kind of statement, stance, relation or modality
    sentence   INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    quote      TEXT NOT NULL,        -- the words of the span
    first_day  TEXT,                 -- when it happened or was said; the day of publication where the text does not
    last_day   TEXT,                 -- say; null if neither is known
    confidence REAL NOT NULL,
    rule       TEXT NOT NULL,
    run        INTEGER NOT NULL REFERENCES runs (n),
    data       TEXT NOT NULL,
    UNIQUE (document, kind, id)
);
CREATE INDEX records_id ON records (id);
CREATE INDEX records_day ON records (kind, first_day, n);
CREATE INDEX records_type ON records (kind, type, first_day);
CREATE INDEX records_run ON records (run);

CREATE TABLE participants (
    record   INTEGER NOT NULL REFERENCES records (n) ON DELETE CASCADE,
    role     TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'said_by')),
    position INTEGER NOT NULL,
    party    INTEGER NOT NULL REFERENCES parties (n),
    PRIMARY KEY (record, role, position)
) WITHOUT ROWID;
CREATE INDEX participants_party ON participants (party, role, record);

CREATE TABLE events (
    record    INTEGER PRIMARY KEY REFERENCES records (n) ON DELETE CASCADE,
    event     TEXT NOT NULL,
    mode      TEXT,
    auxiliary TEXT NOT NULL,         -- space-separated; empty for an act told as fact
    contexts  TEXT NOT NULL,         -- space-separated
    quad      TEXT NOT NULL,
    score     REAL NOT NULL,
    date      TEXT,
    precision TEXT,
    place     TEXT,
    dead      INTEGER,
    injured   INTEGER,
    arrested  INTEGER,
    trigger   TEXT NOT NULL
);
CREATE INDEX events_quad ON events (quad);

CREATE TABLE statements (
    record  INTEGER PRIMARY KEY REFERENCES records (n) ON DELETE CASCADE,
    content TEXT NOT NULL,
    cue     TEXT,
    medium  TEXT,
    via     TEXT,
    date    TEXT
);

CREATE TABLE positions (
    record   INTEGER PRIMARY KEY REFERENCES records (n) ON DELETE CASCADE,
    stance   TEXT NOT NULL,
    proposal TEXT NOT NULL,
    answers  TEXT
);

CREATE TABLE relations (
    record   INTEGER PRIMARY KEY REFERENCES records (n) ON DELETE CASCADE,
    relation TEXT NOT NULL,
    status   TEXT NOT NULL
);

CREATE TABLE claims (
    record   INTEGER PRIMARY KEY REFERENCES records (n) ON DELETE CASCADE,
    cause    TEXT NOT NULL,
    effect   TEXT NOT NULL,
    modality TEXT NOT NULL
);

-- What could not be read or coded.
CREATE TABLE problems (
    n        INTEGER PRIMARY KEY,
    source   TEXT,
    line     INTEGER,
    document TEXT,                   -- its id, where it has one
    reason   TEXT NOT NULL,
    hint     TEXT NOT NULL,
    noted    TEXT NOT NULL           -- UTC
);
CREATE INDEX problems_source ON problems (source);

-- Full text of the articles and of the words of the records.
CREATE VIRTUAL TABLE documents_text USING fts5
    (title, text, content = 'documents', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TRIGGER documents_text_added AFTER INSERT ON documents BEGIN
    INSERT INTO documents_text (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER documents_text_gone AFTER DELETE ON documents BEGIN
    INSERT INTO documents_text (documents_text, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;
CREATE TRIGGER documents_text_changed AFTER UPDATE OF title, text ON documents BEGIN
    INSERT INTO documents_text (documents_text, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
    INSERT INTO documents_text (rowid, title, text) VALUES (new.n, new.title, new.text);
END;

CREATE VIRTUAL TABLE records_text USING fts5
    (quote, content = 'records', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TRIGGER records_text_added AFTER INSERT ON records BEGIN
    INSERT INTO records_text (rowid, quote) VALUES (new.n, new.quote);
END;
CREATE TRIGGER records_text_gone AFTER DELETE ON records BEGIN
    INSERT INTO records_text (records_text, rowid, quote) VALUES ('delete', old.n, old.quote);
END;
