-- Acts are counted without reading every report of them: of the reports told as done that share an act, one stands for
-- it, the first by day. Bits, as it may stand for it among those of one direction and not among all of an actor:
-- 1 of a to b, 2 between the two, 4 of all that a does, 8 of all that b undergoes.
ALTER TABLE event_dyads ADD COLUMN stands INTEGER NOT NULL DEFAULT 0;
CREATE INDEX event_dyads_act ON event_dyads (ifnull(act, -record));
CREATE VIEW standing_dyads AS
SELECT x.a, x.b, x.day, x.record,
    (NOT EXISTS (SELECT 1 FROM event_dyads y
        WHERE ifnull(y.act, -y.record) = ifnull(x.act, -x.record) AND y.is_fact AND y.a = x.a AND y.b = x.b
        AND (y.day = '', y.day, y.record, y.b) < (x.day = '', x.day, x.record, x.b)))
    + 2 * (NOT EXISTS (SELECT 1 FROM event_dyads y
        WHERE ifnull(y.act, -y.record) = ifnull(x.act, -x.record) AND y.is_fact AND (y.a, y.b) IN (VALUES (x.a, x.b), (x.b, x.a))
        AND (y.day = '', y.day, y.record, y.a) < (x.day = '', x.day, x.record, x.a)))
    + 4 * (NOT EXISTS (SELECT 1 FROM event_dyads y
        WHERE ifnull(y.act, -y.record) = ifnull(x.act, -x.record) AND y.is_fact AND y.a = x.a
        AND (y.day = '', y.day, y.record, y.b) < (x.day = '', x.day, x.record, x.b)))
    + 8 * (NOT EXISTS (SELECT 1 FROM event_dyads y
        WHERE ifnull(y.act, -y.record) = ifnull(x.act, -x.record) AND y.is_fact AND y.b = x.b
        AND (y.day = '', y.day, y.record, y.a) < (x.day = '', x.day, x.record, x.a)))
    AS stands
FROM event_dyads x WHERE x.is_fact;
UPDATE event_dyads SET stands = (SELECT s.stands FROM standing_dyads s WHERE s.a = event_dyads.a
    AND s.b = event_dyads.b AND s.day = event_dyads.day AND s.record = event_dyads.record) WHERE is_fact;

-- How many acts there are, where their day is known: between whom in which month, and of whom on which day.
CREATE TABLE tie_tallies (
    a     TEXT NOT NULL,
    b     TEXT NOT NULL,
    month TEXT NOT NULL,                            -- 2021-03
    quad  TEXT NOT NULL,
    acts  INTEGER NOT NULL,
    score INTEGER NOT NULL,                         -- their sum, in thousandths: sums of them are exact
    PRIMARY KEY (a, b, month, quad)
) WITHOUT ROWID;
CREATE INDEX tie_tallies_b ON tie_tallies (b, month, a, quad, acts, score);
CREATE INDEX tie_tallies_month ON tie_tallies (month, a, b, quad, acts, score);
CREATE TABLE actor_tallies (
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    code TEXT NOT NULL,
    day  TEXT NOT NULL,
    quad TEXT NOT NULL,
    acts INTEGER NOT NULL,
    PRIMARY KEY (role, code, day, quad)
) WITHOUT ROWID;
CREATE VIEW ties_counted AS
SELECT a, b, substr(day, 1, 7) AS month, quad, count(*) AS acts, sum(CAST(round(1000 * score) AS INTEGER)) AS score
FROM event_dyads WHERE stands & 1 AND day <> '' AND b <> '' AND a <> b GROUP BY 1, 2, 3, 4;
CREATE VIEW actors_counted AS
SELECT 'actor' AS role, a AS code, day, quad, count(*) AS acts
FROM event_dyads WHERE stands & 4 AND day <> '' GROUP BY 2, 3, 4
UNION ALL
SELECT 'recipient', b, day, quad, count(*) FROM event_dyads WHERE stands & 8 AND day <> '' AND b <> '' GROUP BY 2, 3, 4;
INSERT INTO tie_tallies SELECT * FROM ties_counted;
INSERT INTO actor_tallies SELECT * FROM actors_counted;

-- What changes a tally, one row a change: +1 for an act that a report begins to stand for, -1 for one that it no
-- longer stands for.
CREATE VIEW tallied AS
SELECT a, b, day, quad, score, stands, 0 AS change FROM event_dyads WHERE 0;
CREATE TRIGGER tallied_changed INSTEAD OF INSERT ON tallied WHEN new.day <> '' BEGIN
    INSERT INTO tie_tallies
        SELECT new.a, new.b, substr(new.day, 1, 7), new.quad, new.change,
            new.change * CAST(round(1000 * new.score) AS INTEGER)
        WHERE new.stands & 1 AND new.b <> '' AND new.a <> new.b
        ON CONFLICT DO UPDATE SET acts = acts + excluded.acts, score = score + excluded.score;
    INSERT INTO actor_tallies SELECT 'actor', new.a, new.day, new.quad, new.change WHERE new.stands & 4
        ON CONFLICT DO UPDATE SET acts = acts + excluded.acts;
    INSERT INTO actor_tallies SELECT 'recipient', new.b, new.day, new.quad, new.change
        WHERE new.stands & 8 AND new.b <> ''
        ON CONFLICT DO UPDATE SET acts = acts + excluded.acts;
END;
CREATE TRIGGER dyads_stand AFTER UPDATE OF stands ON event_dyads WHEN old.stands <> new.stands BEGIN
    INSERT INTO tallied VALUES (old.a, old.b, old.day, old.quad, old.score, old.stands & ~new.stands, -1);
    INSERT INTO tallied VALUES (new.a, new.b, new.day, new.quad, new.score, new.stands & ~old.stands, 1);
END;
CREATE TRIGGER dyads_gone AFTER DELETE ON event_dyads WHEN old.stands BEGIN
    INSERT INTO tallied VALUES (old.a, old.b, old.day, old.quad, old.score, old.stands, -1);
END;

-- Whether the day of an act is known to a month at least, so that counting all acts by day need not read their reports.
ALTER TABLE acts ADD COLUMN is_dated INTEGER NOT NULL DEFAULT 0;
UPDATE acts SET is_dated = (SELECT julianday(last_day) - julianday(first_day) <= 31 FROM records WHERE n = leader)
    WHERE first_day <> '';
CREATE INDEX acts_counted ON acts (status, is_dated, first_day, quad);

-- A document is also asked for by where it comes from; records of a type in a time without reading each of them.
CREATE INDEX documents_url ON documents (url);
CREATE INDEX documents_source ON documents (source);
DROP INDEX records_type;
CREATE INDEX records_type ON records (kind, type, first_day, last_day);
