-- Where acts happened, flat, so that a map need not look through every article: the place of the article that the
-- event's own words name, where its coordinates are known.
CREATE TABLE event_places (
    record  INTEGER PRIMARY KEY REFERENCES records (n) ON DELETE CASCADE,
    day     TEXT NOT NULL,                          -- '' where it is not known
    name    TEXT NOT NULL,
    country TEXT,                                   -- its name
    lat     REAL NOT NULL,
    lon     REAL NOT NULL,
    quad    TEXT NOT NULL,
    is_fact INTEGER NOT NULL                        -- told as done
);
CREATE INDEX event_places_day ON event_places (day, is_fact, lat, lon, quad, name, country);
CREATE INDEX event_places_name ON event_places (name COLLATE NOCASE);
CREATE VIEW places_of_events AS
SELECT r.n AS record, r.document, ifnull(r.first_day, '') AS day, p.name, p.country_name AS country, p.lat, p.lon,
    e.quad, e.auxiliary = '' AS is_fact
FROM records r JOIN events e ON e.record = r.n JOIN places p ON p.document = r.document AND p.position =
    (SELECT min(q.position) FROM places q
     WHERE q.document = r.document AND q.lat IS NOT NULL AND e.place COLLATE NOCASE IN (q.text, q.name))
WHERE e.place IS NOT NULL;
INSERT INTO event_places SELECT record, day, name, country, lat, lon, quad, is_fact FROM places_of_events;

-- Stories in the order in which they began, without reading what is compared of their articles.
CREATE INDEX story_documents_day ON story_documents (day, id, story, document);
