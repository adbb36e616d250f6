pots AS MATERIALIZED (
    SELECT canteen_id AS c, dated_on AS d, meal, sum(fen) AS fen
    FROM (
        SELECT doc.canteen_id, doc.dated_on, doc.meal, (
            SELECT sum(line.cost_fen) FROM issue_lines line
            WHERE line.county_id = :county AND line.document_id = doc.id) AS fen
        FROM documents doc
        WHERE doc.county_id = :county AND doc.dated_on BETWEEN :monday AND :sunday AND doc.kind = 'issue'
            AND NOT EXISTS (SELECT 1 FROM reversals undone
                WHERE undone.county_id = :county AND undone.document_id = doc.id)
    ) posted
    GROUP BY canteen_id, dated_on, meal
),
