-- One week's spend of every pupil group in floating point: the best single statement we could write by hand.
WITH
days(d, subsidy) AS (
    SELECT day, (SELECT subsidy_fen FROM policies WHERE county_id = :county AND from_date <= day
        ORDER BY from_date DESC LIMIT 1)
    FROM (SELECT DISTINCT dated_on AS day FROM calendar_days
        WHERE county_id = :county AND dated_on BETWEEN :monday AND :sunday) named
),
roll AS (
    SELECT group_id AS g, canteen_id AS c, beneficiaries AS b, other_pupils AS o, from_date AS since,
        lead(from_date) OVER (PARTITION BY group_id ORDER BY from_date) AS until
    FROM enrolments WHERE county_id = :county AND from_date <= :sunday
),
enrolled AS MATERIALIZED (
    SELECT roll.g, pupils.school_id AS s, roll.c, roll.b, roll.o, days.d, days.subsidy
    FROM roll JOIN pupil_groups pupils ON pupils.county_id = :county AND pupils.id = roll.g
    JOIN days ON roll.since <= days.d AND (roll.until IS NULL OR roll.until > days.d)
),
supplied AS MATERIALIZED (
    SELECT e.*
    FROM enrolled e
    LEFT JOIN calendar_days own ON own.county_id = :county AND own.dated_on = e.d
        AND own.school_id = e.s AND own.group_id = e.g
    LEFT JOIN calendar_days school ON school.county_id = :county AND school.dated_on = e.d
        AND school.school_id = e.s AND school.group_id = 0
    LEFT JOIN calendar_days county ON county.county_id = :county AND county.dated_on = e.d
        AND county.school_id = 0 AND county.group_id = 0
    WHERE e.b > 0 AND coalesce(own.day_type, school.day_type, county.day_type) = 'supply'
),
standards AS MATERIALIZED (
    SELECT row.s, row.g, row.meal, days.d, row.subsidised, row.x
    FROM days JOIN (
        SELECT school_id AS s, group_id AS g, meal, subsidised, top_up_fen AS x, from_date AS since,
            lead(from_date) OVER (PARTITION BY school_id, group_id, meal ORDER BY from_date) AS until
        FROM meal_standards WHERE county_id = :county AND from_date <= :sunday
    ) row ON row.since <= days.d AND (row.until IS NULL OR row.until > days.d)
),
due AS MATERIALIZED (
    SELECT e.g, e.c, e.b, e.o, e.d, 'lunch' AS meal, coalesce(own.x, school.x, 0) AS x
    FROM supplied e
    LEFT JOIN standards own ON own.s = e.s AND own.g = e.g AND own.meal = 'lunch' AND own.d = e.d
    LEFT JOIN standards school ON school.s = e.s AND school.g = 0 AND school.meal = 'lunch' AND school.d = e.d
    WHERE coalesce(own.subsidised, school.subsidised, true)
    UNION ALL
    SELECT e.g, e.c, e.b, e.o, e.d, row.meal, row.x
    FROM standards row JOIN supplied e ON e.s = row.s AND e.d = row.d
    LEFT JOIN standards own ON own.s = e.s AND own.g = e.g AND own.meal = row.meal AND own.d = e.d
    WHERE row.meal <> 'lunch' AND row.subsidised AND (row.g = e.g OR row.g = 0 AND own.g IS NULL)
),
{pots}
records AS MATERIALIZED (
    SELECT group_id AS g, dated_on AS d, meal, beneficiaries AS b, beneficiaries + other_pupils + staff AS heads
    FROM meal_records record
    WHERE county_id = :county AND dated_on BETWEEN :monday AND :sunday AND NOT EXISTS (
        SELECT 1 FROM meal_records later WHERE later.county_id = :county AND later.dated_on = record.dated_on
        AND later.group_id = record.group_id AND later.meal = record.meal AND later.version > record.version)
),
reported AS MATERIALIZED (
    SELECT due.*, r.b AS served FROM due LEFT JOIN records r ON r.g = due.g AND r.d = due.d AND r.meal = due.meal
),
plates AS MATERIALIZED (
    SELECT c, d, meal, sum(heads) * 1.0 AS eaters, sum(missing) AS missing
    FROM (
        SELECT e.c, e.d, r.meal, r.heads, 0 AS missing FROM records r JOIN enrolled e ON e.g = r.g AND e.d = r.d
        UNION ALL
        SELECT c, d, meal, b + o, 1 FROM reported WHERE served IS NULL
    ) seated
    GROUP BY c, d, meal
),
meals AS MATERIALIZED (
    SELECT m.g, m.d, m.meal, m.x, m.b AS enrolled, coalesce(m.served, 0) AS served,
        CASE WHEN m.served > 0 AND plate.eaters > 0 THEN coalesce(pot.fen, 0) / plate.eaters ELSE 0.0 END AS price,
        CASE WHEN plate.missing > 0 OR m.served > 0 AND coalesce(pot.fen, 0) <= 0 THEN 0 ELSE 1 END AS complete,
        {unverified} AS unverified
    FROM reported m
    LEFT JOIN plates plate ON plate.c = m.c AND plate.d = m.d AND plate.meal = m.meal
    LEFT JOIN pots pot ON pot.c = m.c AND pot.d = m.d AND pot.meal = m.meal{undeclared}
),
weeks AS (
    SELECT g, sum(spend) AS spend, sum(eaten * count / heads) AS person_days, sum(enrolled) AS enrolled, sum(x) AS x
    FROM (
        SELECT g, meal, sum(price) AS spend, sum(price * served) AS eaten, count(*) AS count, sum(x) AS x,
            sum(CASE WHEN served > 0 THEN served ELSE enrolled END) AS heads,
            sum(price * served / enrolled) AS enrolled
        FROM meals GROUP BY g, meal
    ) by_meal
    GROUP BY g
),
by_day AS (
    SELECT g, d, min(complete) AS complete, sum(price) AS spend, max(unverified) AS unverified FROM meals GROUP BY g, d
),
floors AS (
    SELECT e.g, e.s, count(*) AS supply_days, sum(coalesce(complete, 1)) AS complete_days, sum(subsidy) AS floor,
        sum(CASE WHEN complete = 0 THEN 0 ELSE coalesce(spend, 0) - subsidy END) AS above,
        max(unverified) AS unverified
    FROM supplied e LEFT JOIN by_day ON by_day.g = e.g AND by_day.d = e.d
    GROUP BY e.g, e.s
)
SELECT school.code, pupils.code AS group_code, f.supply_days, f.complete_days, coalesce(w.spend, 0) AS spend,
    coalesce(w.person_days, 0) AS person_days, coalesce(w.enrolled, 0) AS enrolled, f.floor,
    CASE WHEN f.floor > coalesce(w.spend, 0) THEN f.floor - coalesce(w.spend, 0) ELSE 0 END AS gap,
    f.floor + coalesce(w.x, 0) AS standard,
    CASE WHEN coalesce(w.spend, 0) >= f.floor THEN CASE WHEN f.unverified = 1 THEN 'unverified' ELSE 'met' END
        WHEN f.complete_days < f.supply_days AND f.above >= 0 THEN 'unreported'
        ELSE 'short' END AS outcome
FROM floors f
LEFT JOIN weeks w ON w.g = f.g
JOIN pupil_groups pupils ON pupils.county_id = :county AND pupils.id = f.g
JOIN schools school ON school.county_id = :county AND school.id = f.s
ORDER BY school.code, pupils.code
