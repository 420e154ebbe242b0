-- Refusals that were there before. Only letters written since the last refusal count, and one to the referrer where there is one.
WITH refused AS (
    SELECT r.id, r.account_id, max(e.version) AS version
    FROM referrals r JOIN referral_events e ON e.referral_id = r.id AND e.kind IN ('decline', 'redirect')
    WHERE r.state IN ('declined', 'redirected') AND r.merged_into IS NULL
    GROUP BY r.id
), told AS (
    SELECT f.id, f.account_id,
           count(*) FILTER (WHERE l.audience = 'patient') > 0 AS patient,
           count(*) FILTER (WHERE l.audience = 'referrer') > 0 AS referrer
    FROM refused f LEFT JOIN letters l ON l.referral_id = f.id AND l.version >= f.version AND l.kind IN ('decline', 'redirect')
    GROUP BY f.id, f.account_id
)
UPDATE referrals r SET letters_owed = true, attention = true
FROM told t
WHERE t.id = r.id AND NOT (t.patient AND (t.referrer OR t.account_id IS NULL));

-- What came, or was amended, and was not read before the case ended.
UPDATE referrals SET attention = true
WHERE closed_at IS NOT NULL AND NOT attention AND (amended_at IS NOT NULL OR news_at IS NOT NULL);
