-- Who a referral is about, one row for each submission: records are never joined by a guess (hazard H5).
CREATE TABLE patients (
    id                uuid PRIMARY KEY,
    name_enc          bytea NOT NULL,
    -- Blind index of each word of the name.
    name_tokens       bytea[] NOT NULL,
    date_of_birth_enc bytea,
    nhs_number_enc    bytea,
    nhs_number_bidx   bytea CHECK (octet_length(nhs_number_bidx) = 32),
    -- Telephone, e-mail, address and how to reach the person.
    contact_enc       bytea NOT NULL,
    created_at        timestamptz NOT NULL
);

CREATE INDEX patients_name ON patients USING gin (name_tokens);
CREATE INDEX patients_nhs_number ON patients (nhs_number_bidx) WHERE nhs_number_bidx IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON patients TO referral_app;
GRANT SELECT (id, created_at) ON patients TO referral_reporting;
