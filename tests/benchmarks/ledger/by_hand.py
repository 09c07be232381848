"""The findings of the rules as SQL written by hand: what somebody would type who has the ledger and no Diplotrack.

Each statement gives one row for each finding; ``:today`` and ``:duty`` are ISO days. They know what generated ledgers
hold and no more (no trash, no merged records, exact days, no holidays), and show nothing but identifiers. Where a rule
compares texts (R18, R22, R27), SQL can only read the texts that would be compared.
"""

from __future__ import annotations

LINES = """
line AS (
  SELECT p.*, coalesce((SELECT min(date(n.valid_from, '-1 day')) FROM position n WHERE n.supersedes_id = p.id),
                       '9999-12-31') AS last
  FROM position p
)"""
SAID = """
said AS (
  SELECT s.*, (SELECT group_concat(a.party_id) FROM statement_audience a WHERE a.statement_id = s.id) AS heard
  FROM statement s WHERE s.behalf = 'ours' AND s.stance IS NOT NULL AND s.objective_id IS NOT NULL
)"""
CHANGES = """
change AS (
  SELECT p.*, o.stance AS old_stance FROM position p JOIN position o ON o.id = p.supersedes_id
  WHERE abs(p.stance - o.stance) >= 1 AND p.valid_from >= :duty
)"""
OPEN = "c.status IN ('open', 'in_progress', 'partly_fulfilled')"

HAND: dict[str, str] = {
    "R01": """
SELECT o.id FROM objective o WHERE o.status = 'in_force' AND o.valid_from <= date(:today, '-180 days')
AND NOT EXISTS (
  WITH RECURSIVE family(id) AS (VALUES (o.id) UNION SELECT x.id FROM objective x JOIN family f ON x.parent_id = f.id)
  SELECT 1 FROM family f JOIN objective_link l ON l.objective_id = f.id
  LEFT JOIN engagement e ON l.owner_kind = 'engagement' AND e.id = l.owner_id
  LEFT JOIN communication m ON l.owner_kind = 'communication' AND m.id = l.owner_id
  LEFT JOIN commitment c ON l.owner_kind = 'commitment' AND c.id = l.owner_id
  WHERE coalesce(e.starts_on, m.sent_on, c.made_on) >= date(:today, '-180 days') LIMIT 1)""",
    "R02": """
SELECT o.id FROM objective o WHERE o.status = 'in_force' AND (o.owner_id IS NULL OR o.valid_until IS NULL
  OR date(o.valid_until, '+1 day') < date(o.valid_from, '+24 months')
  OR NOT EXISTS (SELECT 1 FROM indicator i WHERE i.objective_id = o.id AND i.baseline <> '' AND i.measure <> ''))""",
    "R03": """
WITH bare AS (
  SELECT 'e' AS kind, id, starts_on AS day, parent_id FROM engagement e WHERE format <> 'reception'
    AND NOT EXISTS (SELECT 1 FROM objective_link l WHERE l.owner_kind = 'engagement'
                    AND l.owner_id IN (e.id, e.parent_id))
    AND NOT EXISTS (SELECT 1 FROM engagement i JOIN objective_link l
                    ON l.owner_kind = 'engagement' AND l.owner_id = i.id WHERE i.parent_id = e.id)
    AND created_at < date(:today, '-13 days')
  UNION ALL SELECT 'm', id, sent_on, NULL FROM communication m WHERE created_at < date(:today, '-13 days')
    AND NOT EXISTS (SELECT 1 FROM objective_link l WHERE l.owner_kind = 'communication' AND l.owner_id = m.id)
  UNION ALL SELECT 'c', id, made_on, NULL FROM commitment c WHERE created_at < date(:today, '-13 days')
    AND NOT EXISTS (SELECT 1 FROM objective_link l WHERE l.owner_kind = 'commitment' AND l.owner_id = c.id)
)
SELECT kind, id FROM bare b WHERE day >= :duty
AND NOT EXISTS (SELECT 1 FROM bare p WHERE p.kind = 'e' AND b.kind = 'e' AND p.id = b.parent_id AND p.day >= :duty)""",
    "R04": f"""
WITH {LINES}
SELECT a.id, b.id FROM line a JOIN line b ON b.objective_id = a.objective_id AND b.id > a.id
WHERE :today BETWEEN a.valid_from AND a.last AND :today BETWEEN b.valid_from AND b.last
AND abs(a.stance - b.stance) >= 2""",
    "R05": f"""
WITH {LINES}, {SAID}
SELECT s.id FROM said s JOIN line p ON p.objective_id = s.objective_id AND s.said_on BETWEEN p.valid_from AND p.last
WHERE s.stance <> p.stance""",
    "R06": f"""
WITH {SAID}
SELECT DISTINCT b.id FROM said b JOIN said a ON a.objective_id = b.objective_id AND a.id <> b.id
  AND a.said_on BETWEEN date(b.said_on, '-30 days') AND b.said_on AND abs(a.stance - b.stance) >= 2
  AND (a.heard IS NOT b.heard OR (a.is_public OR a.heard IS NULL) <> (b.is_public OR b.heard IS NULL))
WHERE (a.said_on < b.said_on OR a.id < b.id)
AND NOT EXISTS (SELECT 1 FROM position p WHERE p.objective_id = a.objective_id AND p.supersedes_id IS NOT NULL
                AND p.announced_on BETWEEN a.said_on AND b.said_on)""",
    "R07": f"""
WITH {SAID}, told AS (
  SELECT s.id, s.objective_id, s.stance, s.said_on, a.party_id FROM said s
  LEFT JOIN statement_audience a ON a.statement_id = s.id WHERE s.said_on >= date(:today, '-365 days')
), steps AS (
  SELECT *, abs(stance - lag(stance) OVER w) AS step FROM told
  WINDOW w AS (PARTITION BY objective_id, party_id ORDER BY said_on, id)
), turns AS (
  SELECT *, stance * lag(stance) OVER w < 0 AS turned FROM told WHERE stance <> 0
  WINDOW w AS (PARTITION BY objective_id, party_id ORDER BY said_on, id)
)
SELECT objective_id, party_id FROM turns GROUP BY 1, 2 HAVING sum(turned) >= 2
UNION SELECT objective_id, party_id FROM steps GROUP BY 1, 2 HAVING count(*) >= 3 AND avg(step) >= 2""",
    "R08": f"""
WITH {SAID}, words AS (
  SELECT s.objective_id, a.party_id, count(*) AS n, 1.0 * sum(s.stance) / nullif(sum(abs(s.stance)), 0) AS say
  FROM said s LEFT JOIN statement_audience a ON a.statement_id = s.id WHERE s.said_on >= date(:today, '-365 days')
  GROUP BY 1, 2
), acts AS (
  SELECT objective_id, target_id, count(*) AS n, sum(bearing * w) / nullif(sum(w), 0) AS done FROM (
    SELECT objective_id, target_id, bearing, CASE category WHEN 'agree' THEN 2.5 WHEN 'cooperate' THEN 9.5
      WHEN 'aid' THEN 10 WHEN 'support' THEN 5 WHEN 'reject' THEN 2 WHEN 'accuse' THEN 3 END AS w FROM deed
    WHERE category <> 'consult_visit' AND done_on >= date(:today, '-365 days')
    UNION ALL SELECT l.objective_id, t.party_id, l.bearing * CASE c.status WHEN 'fulfilled' THEN 1 ELSE -1 END, 5.0
    FROM commitment c JOIN objective_link l ON l.owner_kind = 'commitment' AND l.owner_id = c.id
    JOIN commitment_party t ON t.commitment_id = c.id AND t.side = 'to'
    WHERE c.direction = 'ours' AND c.status IN ('fulfilled', 'not_fulfilled')
      AND coalesce(c.completed_on, c.due_on) >= date(:today, '-365 days'))
  GROUP BY 1, 2
)
SELECT w.objective_id, w.party_id FROM words w
JOIN acts d ON d.objective_id = w.objective_id AND d.target_id IS w.party_id
WHERE w.n >= 3 AND d.n >= 3 AND abs(w.say - d.done) >= 0.5""",
    "R09": f"""
WITH {CHANGES}
SELECT c.id, t.party_id FROM change c JOIN position_partner t ON t.position_id = c.id AND t.duty = 'notify'
WHERE c.valid_from < date(:today, '-7 days') AND NOT EXISTS (
  SELECT 1 FROM consultation k WHERE k.position_id = c.id AND k.party_id = t.party_id
  AND k."on" BETWEEN date(c.valid_from, '-30 days') AND date(c.valid_from, '+7 days'))""",
    "R10": f"""
WITH {CHANGES}
SELECT c.id, t.party_id FROM change c JOIN position_partner t ON t.position_id = c.id AND t.duty = 'consult'
WHERE c.valid_from < date(:today, '-7 days') AND NOT EXISTS (
  SELECT 1 FROM consultation k WHERE k.position_id = c.id AND k.party_id = t.party_id AND k.type = 'consultation'
  AND k."on" BETWEEN date(c.valid_from, '-180 days') AND c.valid_from)""",
    "R11": """
SELECT p.id, t.party_id FROM position p JOIN position_partner t ON t.position_id = p.id AND t.duty = 'consult'
JOIN consultation k ON k.position_id = p.id AND k.party_id = t.party_id AND k.type = 'consultation'
GROUP BY 1, 2 HAVING p.announced_on < min(k."on")""",
    "R12": """
SELECT id FROM consultation WHERE type = 'consultation' AND view = '' AND viewed_on IS NULL
AND "on" <= date(:today, '-14 days') AND position_id NOT IN (SELECT supersedes_id FROM position WHERE supersedes_id)""",
    "R13": f"""
SELECT c.id FROM commitment c WHERE c.due_on_latest < :today AND {OPEN}""",
    "R14": f"""
SELECT c.id FROM commitment c WHERE {OPEN} AND c.made_on >= :duty
AND julianday(:today) - julianday(coalesce((
  SELECT max(u."on") FROM "update" u WHERE u.commitment_id = c.id AND u."on" <= :today), c.made_on))
  > coalesce(c.review_days, 90)""",
    "R15": f"""
SELECT c.id FROM commitment c WHERE {OPEN} AND c.made_on >= :duty AND (c.action = '' OR c.due_on IS NULL
  OR (c.actor = '' AND NOT EXISTS (
    SELECT 1 FROM commitment_party p WHERE p.commitment_id = c.id AND p.side = 'by')))""",
    "R16": """
SELECT s.id FROM score s WHERE s.score = 1 AND s.assessor = '' AND s.cycle_end_on >= :duty AND NOT EXISTS (
  SELECT 1 FROM "update" u WHERE u.commitment_id = s.commitment_id AND u.step > 1
  AND u."on" BETWEEN s.cycle_start_on AND s.cycle_end_on)""",
    "R17": """
SELECT evidence_key FROM "update" WHERE evidence_key <> '' GROUP BY 1
HAVING count(DISTINCT commitment_id) > 1 AND sum(share) > 100""",
    "R18": """
SELECT c.id, c.text, group_concat(p.side || p.party_id) FROM commitment c
JOIN commitment_party p ON p.commitment_id = c.id WHERE c.status NOT IN ('superseded', 'withdrawn') GROUP BY c.id""",
    "R19": f"""
WITH {LINES}
SELECT c.id, l.objective_id FROM commitment c JOIN objective_link l ON l.owner_kind = 'commitment' AND l.owner_id = c.id
JOIN line p ON p.objective_id = l.objective_id AND :today BETWEEN p.valid_from AND p.last
WHERE {OPEN} AND c.direction = 'ours' AND l.bearing * p.stance < 0""",
    "R20": """
SELECT id FROM agreement WHERE ends_on >= :today AND renewal_decision IS NULL AND in_force_on <= :today
AND date(ends_on, '-' || coalesce(notice_days, 0) || ' days') <= date(:today, '+180 days')""",
    "R21": """
SELECT 'c', id FROM commitment WHERE completed_on < made_on OR due_on < made_on OR completed_on > :today
UNION ALL SELECT 'e', id FROM engagement WHERE ends_on < starts_on OR (status = 'held' AND starts_on > :today)
UNION ALL SELECT 'a', id FROM agreement WHERE in_force_on < signed_on OR ends_on < in_force_on
UNION ALL SELECT 'o', id FROM objective WHERE valid_until < valid_from
UNION ALL SELECT 'p', person_id FROM appointment WHERE until_on < from_on
UNION ALL SELECT 'x', id FROM action WHERE done_on > :today
UNION ALL SELECT 'd', id FROM deed WHERE done_on > :today
UNION ALL SELECT 's', id FROM statement WHERE said_on > :today""",
    "R22": """
SELECT p.owner_id, p.text FROM passage p
LEFT JOIN communication m ON p.owner_kind = 'communication' AND m.id = p.owner_id
LEFT JOIN engagement e ON p.owner_kind = 'engagement' AND e.id = p.owner_id
WHERE coalesce(m.sent_on, e.starts_on) BETWEEN :duty AND date(:today, '-8 days')
AND (p.text LIKE '% will %' OR p.text LIKE '%commit%' OR p.text LIKE '%pledge%' OR p.text LIKE '%agreed to %')""",
    "R23": """
SELECT 'e', id FROM engagement e WHERE status = 'held' AND format <> 'reception' AND starts_on >= :duty
AND starts_on < date(:today, '-7 days')
AND NOT EXISTS (SELECT 1 FROM passage p WHERE p.owner_kind = 'engagement' AND p.owner_id = e.id)
AND NOT EXISTS (SELECT 1 FROM engagement i JOIN passage p ON p.owner_kind = 'engagement' AND p.owner_id = i.id
                WHERE i.parent_id = e.id)
UNION ALL SELECT 'p', id FROM engagement WHERE status = 'planned' AND starts_on >= :duty AND starts_on < :today
UNION ALL SELECT 'a', id FROM action WHERE status = 'open' AND (owner_id IS NULL OR due_on IS NULL)""",
    "R24": """
SELECT t.party_id, t.id FROM partner_tier t WHERE NOT EXISTS (
  SELECT 1 FROM engagement_party x JOIN engagement e ON e.id = x.engagement_id
  WHERE x.party_id IN (SELECT t.party_id UNION SELECT id FROM party WHERE parent_id = t.party_id) AND e.status = 'held'
  AND e.starts_on BETWEEN date(:today, '-' || t.months || ' months') AND :today
  AND (e.level_theirs IN ('head', 'minister') OR (t.level <> 'minister' AND e.level_theirs = 'deputy_minister')
       OR (t.level = 'ambassador' AND e.level_theirs = 'ambassador')))""",
    "R25": """
SELECT a.id, b.id FROM commitment a JOIN commitment b ON b.counter_id = a.id
WHERE (a.status = 'fulfilled' AND b.due_on < :today AND b.status = 'open')
OR (b.status = 'fulfilled' AND a.due_on < :today AND a.status = 'open')""",
    "R26": f"""
SELECT c.id FROM commitment c JOIN due_change d ON d.commitment_id = c.id
WHERE {OPEN} AND d.agreed = 'unilateral' AND d.new_due_on > d.old_due_on GROUP BY c.id
HAVING count(DISTINCT d."on") >= 2 OR sum(julianday(d.new_due_on) - julianday(d.old_due_on))
  > 0.5 * (julianday(min(d.old_due_on)) - julianday(c.made_on))""",
    "R27": """
SELECT m.id, m.title, p.text FROM communication m JOIN passage p ON p.owner_kind = 'communication' AND p.owner_id = m.id
JOIN objective_link l ON l.owner_kind = 'communication' AND l.owner_id = m.id
WHERE m.traffic = 'outgoing' AND m.sent_on >= :duty""",
    "R28": f"""
SELECT exclusive_key FROM commitment c WHERE {OPEN} AND exclusive_key <> '' GROUP BY 1 HAVING count(*) > 1""",
    "R29": """
SELECT 'm', id FROM communication m WHERE reply_due_on < :today AND sent_on >= :duty
AND NOT EXISTS (SELECT 1 FROM communication r WHERE r.reply_to_id = m.id)
UNION ALL SELECT 'a', id FROM ask WHERE answer_due_on < :today AND response = 'none' AND asked_on >= :duty""",
    "R30": """
SELECT id FROM instruction WHERE received_on >= :duty AND ((delivered_on IS NULL AND deliver_by_on < :today)
OR (delivered_on < date(:today, '-2 days') AND reported_on IS NULL))""",
    "R31": """
SELECT id FROM action WHERE status = 'open' AND due_on < :today AND due_on >= :duty""",
    "R32": """
SELECT m.id FROM communication m WHERE m.needs_clearance AND m.traffic = 'outgoing'
AND m.sent_on BETWEEN :duty AND :today AND NOT EXISTS (
  SELECT 1 FROM clearance c WHERE c.communication_id = m.id AND c.state IN ('cleared', 'with_edits'))""",
    "R33": f"""
WITH gone AS (
  SELECT person_id FROM appointment GROUP BY person_id
  HAVING max(coalesce(until_on, '9999')) < :today
)
SELECT 'c', c.id FROM commitment c JOIN gone g ON g.person_id = c.owner_id WHERE {OPEN} AND c.made_on >= :duty
UNION ALL SELECT 'a', a.id FROM action a JOIN gone g ON g.person_id = a.owner_id
WHERE a.status = 'open' AND a.due_on >= :duty
UNION ALL SELECT 'o', o.id FROM objective o JOIN gone g ON g.person_id = o.owner_id
WHERE o.status = 'in_force' AND o.valid_from >= :duty""",
    "R34": """
WITH concerns AS (
  SELECT DISTINCT l.objective_id, t.party_id FROM partner_tier t JOIN commitment_party x ON x.party_id = t.party_id
  JOIN commitment c ON c.id = x.commitment_id AND c.status = 'open'
  JOIN objective_link l ON l.owner_kind = 'commitment' AND l.owner_id = c.id WHERE t.tier = 1
), told AS (
  SELECT objective_id, party_id FROM objective_notice WHERE told_on >= date(:today, '-365 days')
  UNION SELECT l.objective_id, x.party_id FROM engagement e JOIN engagement_party x ON x.engagement_id = e.id
    JOIN objective_link l ON l.owner_kind = 'engagement' AND l.owner_id = e.id
    WHERE e.status = 'held' AND e.starts_on BETWEEN date(:today, '-365 days') AND :today
  UNION SELECT l.objective_id, x.party_id FROM communication m JOIN communication_party x ON x.communication_id = m.id
    JOIN objective_link l ON l.owner_kind = 'communication' AND l.owner_id = m.id
    WHERE m.traffic = 'outgoing' AND m.sent_on >= date(:today, '-365 days')
  UNION SELECT s.objective_id, a.party_id FROM statement s JOIN statement_audience a ON a.statement_id = s.id
    WHERE s.behalf = 'ours' AND s.said_on >= date(:today, '-365 days')
)
SELECT c.objective_id, c.party_id FROM concerns c JOIN objective o ON o.id = c.objective_id
WHERE o.valid_from <= date(:today, '-365 days')
AND NOT EXISTS (SELECT 1 FROM told t WHERE t.objective_id = c.objective_id AND t.party_id = c.party_id)""",
    "R35": """
SELECT a.id FROM agreement a WHERE a.in_force_on <= :today AND (a.ends_on IS NULL OR a.ends_on >= :today)
AND NOT EXISTS (SELECT 1 FROM commitment c WHERE c.agreement_id = a.id)""",
}
