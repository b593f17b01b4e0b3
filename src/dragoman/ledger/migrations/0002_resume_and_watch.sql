-- What was chosen for a run, hashed: an article that was coded with the same choices need not be coded again.
ALTER TABLE runs ADD COLUMN options TEXT NOT NULL DEFAULT '';
CREATE INDEX documents_sha256 ON documents (sha256);

-- The watcher's memory. Times are seconds since 1970, UTC.
CREATE TABLE feeds (
    url           TEXT PRIMARY KEY,
    etag          TEXT,
    last_modified TEXT,
    failures      INTEGER NOT NULL DEFAULT 0,    -- in a row
    next_at       REAL NOT NULL DEFAULT 0,       -- not before
    note          TEXT                           -- what the last answer was
) WITHOUT ROWID;

-- What feeds have named: each article is fetched once.
CREATE TABLE seen (
    url     TEXT PRIMARY KEY,                    -- canonical
    feed    TEXT NOT NULL,
    status  TEXT NOT NULL CHECK (status IN ('waiting', 'kept', 'failed')),
    tries   INTEGER NOT NULL DEFAULT 0,
    next_at REAL NOT NULL DEFAULT 0,
    title   TEXT,
    published TEXT,                              -- ISO date, as the feed tells it
    publisher TEXT,
    note    TEXT
) WITHOUT ROWID;
CREATE INDEX seen_status ON seen (status, next_at);
