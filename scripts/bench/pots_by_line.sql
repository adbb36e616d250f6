pots AS MATERIALIZED (
    SELECT doc.canteen_id AS c, doc.dated_on AS d, doc.meal, sum(line.cost_fen) AS fen
    FROM documents doc
    JOIN issue_lines line ON line.county_id = doc.county_id AND line.document_id = doc.id
    WHERE doc.county_id = :county AND doc.dated_on BETWEEN :monday AND :sunday AND doc.kind = 'issue'
        AND NOT EXISTS (SELECT 1 FROM reversals undone
            WHERE undone.county_id = :county AND undone.document_id = doc.id)
    GROUP BY doc.canteen_id, doc.dated_on, doc.meal
),
