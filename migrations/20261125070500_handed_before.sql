-- Cases that were handed over before there was this column: the last change of hands was made by somebody else than the owner, who
-- has done nothing since.
WITH hands AS (
    SELECT DISTINCT ON (r.id) r.id, r.owner_id, e.version, e.kind, e.account_id
    FROM referrals r JOIN referral_events e ON e.referral_id = r.id AND e.kind IN ('assign', 'claim', 'release')
    WHERE r.owner_id IS NOT NULL
    ORDER BY r.id, e.version DESC
)
UPDATE referrals r SET handed = true, attention = attention OR r.closed_at IS NULL
FROM hands h
WHERE h.id = r.id AND h.kind = 'assign' AND h.account_id IS DISTINCT FROM h.owner_id
  AND NOT EXISTS (
    SELECT FROM referral_events e WHERE e.referral_id = h.id AND e.version > h.version AND e.account_id = h.owner_id
  );
