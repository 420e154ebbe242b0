-- no-transaction
-- The same person: surname and postcode agree. With these two, `patients_names` is used no longer: a later release drops it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS patients_surname_postcode ON patients (surname_bidx, postcode_bidx)
    WHERE surname_bidx IS NOT NULL AND postcode_bidx IS NOT NULL;
