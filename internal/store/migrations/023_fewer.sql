-- Less is written with every document: what is reported once has no row among
-- the utterances, and no index holds what nobody asks it for.

DELETE FROM utterance WHERE variants = 1;

DROP INDEX statement_utterance;
DROP INDEX statement_party;
DROP INDEX actor_unknown;
DROP INDEX actor_fold;
DROP INDEX cast_actor;

CREATE INDEX statement_utterance ON statement (utterance) WHERE utterance <> id;
CREATE INDEX statement_party ON statement (party, id) WHERE party <> '';
CREATE INDEX actor_unknown ON actor (party, statements DESC) WHERE statements > 0;
