-- Why a decision was on its side of a rollout: JSON that an auditor works out again with the rollout's key. Null for
-- decisions that were not drawn.
alter table decision add column assignment text;
