-- Documents are written beside each other: statements are their own utterances
-- until they are folded, and bring what the search for copies asks for.

ALTER TABLE document ADD COLUMN sample BLOB; -- its fingerprints, until it was looked at as a copy

CREATE INDEX document_unread ON document (id) WHERE folded < 0; -- what is to be read into the tables anew

INSERT INTO utterance (id, head, variants, sources) SELECT id, id, 1, 1 FROM statement WHERE utterance = 0;
UPDATE statement SET utterance = id, role = 'first' WHERE utterance = 0;

-- What the program keeps by itself costs a look-up a row where the server keeps
-- it too; what is packed already is not packed again.

ALTER TABLE document DROP CONSTRAINT document_page_fkey, DROP CONSTRAINT document_outlet_fkey, DROP CONSTRAINT document_origin_fkey;
ALTER TABLE body DROP CONSTRAINT body_document_fkey;
ALTER TABLE sighting DROP CONSTRAINT sighting_document_fkey;
ALTER TABLE cast_in DROP CONSTRAINT cast_in_document_fkey, DROP CONSTRAINT cast_in_actor_fkey;
ALTER TABLE role DROP CONSTRAINT role_actor_fkey, DROP CONSTRAINT role_document_fkey;
ALTER TABLE statement DROP CONSTRAINT statement_document_fkey;
ALTER TABLE position DROP CONSTRAINT position_document_fkey;
ALTER TABLE answer DROP CONSTRAINT answer_document_fkey;
ALTER TABLE body ALTER COLUMN bytes SET STORAGE EXTERNAL, ALTER COLUMN text SET STORAGE EXTERNAL, ALTER COLUMN record SET STORAGE EXTERNAL;
