-- Cases that ended while something that had come was not marked as read: what came counts as unread, as it does from now on.
-- Until now the end took it away. What staff did in between stands for reading, as it does while a case is open.
WITH came AS (
    SELECT r.id, max(e.version) AS version
    FROM referrals r
    JOIN referral_events e ON e.referral_id = r.id
    LEFT JOIN accounts a ON a.id = e.account_id
    WHERE r.closed_at IS NOT NULL AND r.news_at IS NULL
      AND (e.kind IN ('reply', 'note_overdue') OR e.kind = 'receive_info' AND (a.role = 'referrer' OR e.account_id IS NULL))
    GROUP BY r.id
)
UPDATE referrals r SET news_at = e.at, attention = true
FROM came c JOIN referral_events e ON e.referral_id = c.id AND e.version = c.version
WHERE r.id = c.id
  AND NOT EXISTS (
    SELECT FROM referral_events l
    WHERE l.referral_id = c.id AND l.version > c.version
      AND l.kind IN ('mark_read', 'start_triage', 'offer_assessment', 'send_to_mdt', 'accept', 'confirm_funding', 'book_admission',
                     'cancel_booking', 'request_info', 'receive_info', 'hold', 'resume', 'reopen')
  );
