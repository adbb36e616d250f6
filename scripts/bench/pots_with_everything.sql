named(d) AS (
    SELECT DISTINCT dated_on FROM calendar_days WHERE county_id = :county AND dated_on >= :farthest
),
fed AS (
    SELECT DISTINCT e.c, e.d
    FROM (
        SELECT roll.g, roll.c, pupils.school_id AS s, named.d
        FROM roll JOIN pupil_groups pupils ON pupils.county_id = :county AND pupils.id = roll.g
        JOIN named ON roll.since <= named.d AND (roll.until IS NULL OR roll.until > named.d)
        WHERE roll.b > 0
    ) e
    LEFT JOIN calendar_days own ON own.county_id = :county AND own.dated_on = e.d
        AND own.school_id = e.s AND own.group_id = e.g
    LEFT JOIN calendar_days school ON school.county_id = :county AND school.dated_on = e.d
        AND school.school_id = e.s AND school.group_id = 0
    LEFT JOIN calendar_days county ON county.county_id = :county AND county.dated_on = e.d
        AND county.school_id = 0 AND county.group_id = 0
    WHERE coalesce(own.day_type, school.day_type, county.day_type) = 'supply'
),
plan AS MATERIALIZED (
    SELECT c, d, row_number() OVER (PARTITION BY c ORDER BY d) AS place, count(*) OVER (PARTITION BY c) AS whole
    FROM fed
),
sacks AS MATERIALIZED (
    SELECT doc.id, line.line_no, doc.canteen_id AS c, doc.meal, line.use_days AS n, line.cost_fen AS fen,
        min(plan.place) AS start, min(plan.whole) AS whole
    FROM issue_lines line JOIN documents doc ON doc.county_id = line.county_id AND doc.id = line.document_id
    JOIN plan ON plan.c = doc.canteen_id AND plan.d >= doc.dated_on
    WHERE line.county_id = :county AND line.use_days > 1 AND doc.dated_on BETWEEN :farthest AND :sunday
        AND doc.kind = 'issue' AND NOT EXISTS (SELECT 1 FROM reversals undone
            WHERE undone.county_id = :county AND undone.document_id = doc.id)
    GROUP BY doc.id, line.line_no, doc.canteen_id, doc.meal, line.use_days, line.cost_fen
),
pots AS MATERIALIZED (
    SELECT c, d, meal, sum(fen) AS fen
    FROM (
        SELECT doc.canteen_id AS c, doc.dated_on AS d, doc.meal, (
            SELECT sum(line.cost_fen) FROM issue_lines line
            WHERE line.county_id = :county AND line.document_id = doc.id AND line.use_days = 1) AS fen
        FROM documents doc
        WHERE doc.county_id = :county AND doc.dated_on BETWEEN :monday AND :sunday AND doc.kind = 'issue'
            AND NOT EXISTS (SELECT 1 FROM reversals undone
                WHERE undone.county_id = :county AND undone.document_id = doc.id)
        UNION ALL
        SELECT doc.canteen_id, doc.dated_on, doc.meal, coalesce(note.food_cost_fen, note.amount_fen)
        FROM documents doc JOIN delivery_lines note ON note.county_id = doc.county_id AND note.document_id = doc.id
        WHERE doc.county_id = :county AND doc.dated_on BETWEEN :monday AND :sunday AND doc.kind = 'delivery'
            AND NOT EXISTS (SELECT 1 FROM reversals undone
                WHERE undone.county_id = :county AND undone.document_id = doc.id)
        UNION ALL
        SELECT sack.c, plan.d, sack.meal, CASE
                WHEN plan.place = sack.whole OR plan.place = sack.start + sack.n - 1 THEN sack.fen
                ELSE (2 * sack.fen * (plan.place - sack.start + 1) + sack.n) / (2 * sack.n) END
            - (2 * sack.fen * (plan.place - sack.start) + sack.n) / (2 * sack.n)
        FROM sacks sack JOIN plan ON plan.c = sack.c AND plan.place BETWEEN sack.start AND sack.start + sack.n - 1
        WHERE plan.d BETWEEN :monday AND :sunday
    ) put_in
    GROUP BY c, d, meal
),
undeclared AS MATERIALIZED (
    SELECT DISTINCT doc.canteen_id AS c, doc.dated_on AS d, doc.meal
    FROM documents doc JOIN delivery_lines note ON note.county_id = doc.county_id AND note.document_id = doc.id
    WHERE doc.county_id = :county AND doc.dated_on BETWEEN :monday AND :sunday AND doc.kind = 'delivery'
        AND note.food_cost_fen IS NULL
),
