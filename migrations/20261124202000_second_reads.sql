-- What somebody has read, what of theirs was read, and where the second reader would have gone on, each without looking at every row.
CREATE INDEX second_reads_reader ON second_reads (reader_id, read_at) WHERE read_at IS NOT NULL;
CREATE INDEX second_reads_declined_by ON second_reads (declined_by, read_at) WHERE read_at IS NOT NULL;
CREATE INDEX second_reads_go_on ON second_reads (read_at, id) WHERE opinion = 'go_on';
