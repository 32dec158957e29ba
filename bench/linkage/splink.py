# The same records, blocking rules and comparison levels in Splink on DuckDB, or Splink's own comparison library.
# Arguments: prepared folder, raw Parquet, truth Parquet, a JSON file of rules, "same" or "library", threads.
import json
import resource
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

prepared, raw, truth, rules_file, levels, threads = sys.argv[1:7]
rules = json.load(open(rules_file))
started = time.time()
con = duckdb.connect()
con.execute(f"set threads = {threads}")
con.execute("set memory_limit = '11GB'")
con.execute(f"set temp_directory = '{prepared}/spill-splink'")

# Splink is given our prepared integer keys: cleaning is counted for neither.
con.execute(
    f"""create table people as
    select c.*, r.record_id, p.given_name, p.surname, p.birth_date, p.sex, p.national_id, p.phone,
           p.village, p.district, p.region, p.mother_name
    from (select "row" as unique_id, {", ".join(f'nullif("{n}", 0) as "{n.replace(".", "_")}"' for n in rules["columns"])}
          from read_parquet('{prepared}/columns-*.parquet')) c
    join read_parquet('{prepared}/records.parquet') r on r."row" = c.unique_id
    join read_parquet('{raw}') p using (record_id)"""
)


def both(column):
    return f"{column}_l = {column}_r"


def level(condition, label, tf=None):
    found = {"sql_condition": condition, "label_for_charts": label}
    if tf:
        found["tf_adjustment_column"] = tf
        found["tf_adjustment_weight"] = 1.0
    return found


def comparison(name, missing, levels):
    null = " or ".join(f"{c}_l is null or {c}_r is null" for c in missing)
    return {
        "output_column_name": name,
        "comparison_levels": [
            {"sql_condition": null, "label_for_charts": "null", "is_null_level": True},
            *levels,
            {"sql_condition": "ELSE", "label_for_charts": "else"},
        ],
    }


swapped = (
    "name_sorted_l = name_sorted_r and given_exact_l <> given_exact_r and family_exact_l <> family_exact_r"
)


def names(field, text, with_swap):
    # Splink adjusts for frequencies only where the comparison has an exact level of that column: not here.
    swap = [level(swapped, "swapped")] if with_swap else []
    return [
        level(both(f"{field}_exact"), "exact", f"{field}_exact"),
        *swap,
        level(both(f"{field}_canonical"), "variant", f"{field}_canonical"),
        level(both(f"{field}_phonetic"), "sound", f"{field}_phonetic"),
        level(f"jaro_winkler_similarity(lower({text}_l), lower({text}_r)) >= 0.9", "similar"),
    ]


estimated = "(dob_estimated_l is not null or dob_estimated_r is not null)"
same_levels = [
    comparison("given", ["given_exact"], names("given", "given_name", True)),
    comparison("family", ["family_exact"], names("family", "surname", False)),
    comparison(
        "birth",
        ["dob_year"],
        [
            level(both("dob_iso"), "exact", "dob_iso"),
            level("dob_iso_l = dob_swapped_r or dob_swapped_l = dob_iso_r", "swapped"),
            level(f"dob_year_l = dob_year_r and {estimated}", "estimated"),
            level(
                "(dob_year_l = dob_year_r and (dob_month_l = dob_month_r or dob_day_l = dob_day_r)) or "
                "(dob_month_l = dob_month_r and dob_day_l = dob_day_r and abs(dob_year_l - dob_year_r) <= 10)",
                "two parts",
            ),
            level("abs(dob_year_l - dob_year_r) <= 1", "near"),
            level("abs(dob_year_l - dob_year_r) <= 3", "some years"),
        ],
    ),
    comparison("sex", ["sex_exact"], [level(both("sex_exact"), "exact")]),
    comparison(
        "national_id",
        ["nid_exact"],
        [level(both("nid_exact"), "exact"), level("levenshtein(national_id_l, national_id_r) <= 1", "one digit")],
    ),
    comparison("phone", ["phone_exact"], [level(both("phone_exact"), "exact")]),
    comparison(
        "place",
        ["place_l1"],
        [
            level(both("place_l4"), "village", "place_l4"),
            level(both("place_l3"), "ward"),
            level(both("place_l2"), "district"),
            level(both("place_l1"), "region"),
        ],
    ),
    comparison(
        "mother",
        ["mother_exact"],
        [
            level(both("mother_exact"), "exact", "mother_exact"),
            level(both("mother_phonetic"), "sound"),
            level("jaro_winkler_similarity(lower(mother_name_l), lower(mother_name_r)) >= 0.9", "similar"),
        ],
    ),
]
library = [
    cl.ForenameSurnameComparison("given_name", "surname"),
    cl.DateOfBirthComparison("birth_date", input_is_string=True),
    cl.ExactMatch("sex"),
    cl.LevenshteinAtThresholds("national_id", 1),
    cl.ExactMatch("phone"),
    cl.ExactMatch("village").configure(term_frequency_adjustments=True),
    cl.JaroWinklerAtThresholds("mother_name", [0.9]),
]
blocking = [block_on(*[c.replace(".", "_") for c in rule]) for rule in rules["rules"]]
settings = SettingsCreator(
    link_type="dedupe_only",
    comparisons=same_levels if levels == "same" else library,
    blocking_rules_to_generate_predictions=blocking,
    retain_intermediate_calculation_columns=False,
    retain_matching_columns=False,
    probability_two_random_records_match=rules["prior"],
)
api = DuckDBAPI(connection=con)
try:
    linker = Linker("people", settings, db_api=api)
except Exception:
    # From version 5 on tables are registered first.
    linker = Linker(api.register("people"), settings)
linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
for rule in (block_on("given_phonetic", "dob_iso"), block_on("family_phonetic", "place_l4"), block_on("nid_exact")):
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
trained = time.time()
predictions = linker.inference.predict(threshold_match_weight=-3)
predicted = time.time()
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_weight=0)
ended = time.time()
usage = resource.getrusage(resource.RUSAGE_SELF)

con.execute(
    f"""create table person as select r."row" as id, t.person from read_parquet('{prepared}/records.parquet') r
    join read_parquet('{truth}') t using (record_id)"""
)
table = predictions.physical_name
everyone = con.execute("select sum(k * (k - 1) / 2) from (select count(*) as k from person group by person)").fetchone()[0]
curve = con.execute(
    f"""select round(match_weight) as w, count(*) as n, count(*) filter (l.person = r.person) as hits
    from {table} p join person l on l.id = p.unique_id_l join person r on r.id = p.unique_id_r group by w order by w desc"""
).fetchall()
best, at_even, found, hits = (0.0, 0), 0.0, 0, 0
for weight, n, good in curve:
    found += n
    hits += good
    f1 = 2 * hits / (found + float(everyone))
    best = max(best, (f1, weight))
    if weight >= 0:
        at_even = f1
print(
    json.dumps(
        {
            "wall": ended - started,
            "processor": usage.ru_utime + usage.ru_stime,
            "train": trained - started,
            "predict": predicted - trained,
            "cluster": ended - predicted,
            "memory_gib": usage.ru_maxrss / 2**20,
            "best_f1": best[0],
            "best_weight": best[1],
            "f1_at_even_odds": at_even,
        }
    )
)
