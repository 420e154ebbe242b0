-- Cases that were there before: those that came before a day was promised, and those that ever waited for information.
UPDATE referrals
SET promises_to_fill = true
WHERE acknowledge_by IS NULL OR id IN (SELECT referral_id FROM referral_events WHERE kind = 'request_info');
