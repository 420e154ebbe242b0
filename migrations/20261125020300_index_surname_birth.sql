-- no-transaction
-- The same person: surname and date of birth agree. Surname and first name alone are shared by thousands where a name is common.
CREATE INDEX CONCURRENTLY IF NOT EXISTS patients_surname_birth ON patients (surname_bidx, date_of_birth_bidx)
    WHERE surname_bidx IS NOT NULL AND date_of_birth_bidx IS NOT NULL;
