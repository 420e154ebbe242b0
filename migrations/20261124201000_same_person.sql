-- Finding other cases of what may be the same person. Nothing is joined by it: people look, and link or join (hazard H5). Absent in
-- rows that were there before, until the program fills them; a migration cannot, since it has no key.
SET LOCAL lock_timeout = '3s';

ALTER TABLE patients
    -- Blind indexes of the last and the first word of the name, the date of birth and the postcode.
    ADD COLUMN surname_bidx       bytea,
    ADD COLUMN first_name_bidx    bytea,
    ADD COLUMN date_of_birth_bidx bytea,
    ADD COLUMN postcode_bidx      bytea;

-- Of four things of which three agree, either both names do, or date of birth and postcode do. The columns are empty as yet, so that
-- these are made by one look at the table.
CREATE INDEX patients_names ON patients (surname_bidx, first_name_bidx) WHERE surname_bidx IS NOT NULL AND first_name_bidx IS NOT NULL;
CREATE INDEX patients_birth ON patients (date_of_birth_bidx, postcode_bidx)
    WHERE date_of_birth_bidx IS NOT NULL AND postcode_bidx IS NOT NULL;
-- What is still to be filled; every name has a last word.
CREATE INDEX patients_unindexed ON patients (id) WHERE surname_bidx IS NULL;
-- What was joined to a case.
CREATE INDEX referrals_merged_into ON referrals (merged_into) WHERE merged_into IS NOT NULL;
