create or replace temporary view prepared using parquet options (path '/data/it\'s here/columns-*.parquet');

insert overwrite directory '/work/run/records' using parquet select p.`row` as `row`,
  p.`given.exact` as `given.exact`,
  p.`given.phonetic` as `given.phonetic`,
  p.`dob.iso` as `dob.iso`,
  p.`dob.year` as `dob.year`,
  p.`phone.exact` as `phone.exact`,
  coalesce(purged.`purged`, 0) as `purged`,
  signatures_0.`letters` as `given.exact~letters`,
  signatures_0.`start` as `given.exact~start`,
  signatures_0.`length` as `given.exact~length`,
  signatures_1.`letters` as `phone.exact~letters`,
  signatures_1.`start` as `phone.exact~start`,
  signatures_1.`length` as `phone.exact~length`
from prepared p
left join purged on purged.`row` = p.`row`
join signatures_0 on signatures_0.`code` = p.`given.exact`
join signatures_1 on signatures_1.`code` = p.`phone.exact`;
create or replace temporary view records using parquet options (path '/work/run/records');

insert overwrite directory '/work/run/candidates_0' using parquet select c.`a` as `a`,
  c.`b` as `b`,
  c.`level0` as `level0`,
  c.`level1` as `level1`,
  c.`level2` as `level2`
from (select l.`row` as `a`,
  r.`row` as `b`,
  case when not (((l.`given.exact` <> 0 and r.`given.exact` <> 0))) then 0 when (((l.`given.exact` <> 0 and l.`given.exact` = r.`given.exact`))) then 1 when ((((l.`given.exact` <> 0 and r.`given.exact` <> 0) and (l.`given.exact` = r.`given.exact` or ((l.`given.exact~length` = 63 or r.`given.exact~length` = 63) or (least((l.`given.exact~length` - cast(bit_count((l.`given.exact~letters` & (~r.`given.exact~letters`))) as int)), (r.`given.exact~length` - cast(bit_count((r.`given.exact~letters` & (~l.`given.exact~letters`))) as int))) * (l.`given.exact~length` + r.`given.exact~length`)) >= ((cast('1.7000000000000002' as double) * (l.`given.exact~length` * r.`given.exact~length`)) - cast('0.001' as double)) or (l.`given.exact~start` = r.`given.exact~start` and (least((l.`given.exact~length` - cast(bit_count((l.`given.exact~letters` & (~r.`given.exact~letters`))) as int)), (r.`given.exact~length` - cast(bit_count((r.`given.exact~letters` & (~l.`given.exact~letters`))) as int))) * (l.`given.exact~length` + r.`given.exact~length`)) >= ((cast('1.5' as double) * (l.`given.exact~length` * r.`given.exact~length`)) - cast('0.001' as double)))))))) then 18 else 3 end as `level0`,
  case when not (((l.`dob.year` <> 0 and r.`dob.year` <> 0))) then 0 when (((l.`dob.iso` <> 0 and l.`dob.iso` = r.`dob.iso`))) then 1 when ((((l.`dob.year` <> 0 and r.`dob.year` <> 0) and abs((l.`dob.year` - r.`dob.year`)) <= 1))) then 2 else 3 end as `level1`,
  case when not (((l.`phone.exact` <> 0 and r.`phone.exact` <> 0))) then 0 when (((l.`phone.exact` <> 0 and l.`phone.exact` = r.`phone.exact`))) then 1 when ((((l.`phone.exact` <> 0 and r.`phone.exact` <> 0) and (l.`phone.exact` = r.`phone.exact` or ((l.`phone.exact~length` = 63 or r.`phone.exact~length` = 63) or (abs((l.`phone.exact~length` - r.`phone.exact~length`)) <= 1 and least((l.`phone.exact~length` - cast(bit_count((l.`phone.exact~letters` & (~r.`phone.exact~letters`))) as int)), (r.`phone.exact~length` - cast(bit_count((r.`phone.exact~letters` & (~l.`phone.exact~letters`))) as int))) >= (greatest(l.`phone.exact~length`, r.`phone.exact~length`) - 1))))))) then 18 else 3 end as `level2`
from records l
join records r on (l.`phone.exact` = r.`phone.exact` and l.`phone.exact` <> 0 and l.`row` < r.`row`)
join owner on (owner.`rule` = 0 and owner.`mask` = (case when (l.`phone.exact` <> 0 and l.`phone.exact` = r.`phone.exact`) then 1 else 0 end + case when (l.`given.phonetic` <> 0 and l.`given.phonetic` = r.`given.phonetic`) then 2 else 0 end + case when (l.`dob.year` <> 0 and l.`dob.year` = r.`dob.year`) then 4 else 0 end + case when (l.`dob.iso` <> 0 and l.`dob.iso` = r.`dob.iso`) then 8 else 0 end + case when (l.`given.exact` <> 0 and l.`given.exact` = r.`given.exact`) then 16 else 0 end))
where ((l.`purged` & 1) = 0)) c
join gain gain0 on (gain0.`comparison` = 0 and gain0.`level` = c.`level0`)
join gain gain1 on (gain1.`comparison` = 1 and gain1.`level` = c.`level1`)
join gain gain2 on (gain2.`comparison` = 2 and gain2.`level` = c.`level2`)
where ((-13 + gain0.`unrelated` + gain1.`unrelated` + gain2.`unrelated`) >= cast('-2.000001' as double) and (-4 + gain0.`household` + gain1.`household` + gain2.`household`) >= cast('-2.000001' as double));
create or replace temporary view candidates_0 using parquet options (path '/work/run/candidates_0');

insert overwrite directory '/work/run/candidates_1' using parquet select c.`a` as `a`,
  c.`b` as `b`,
  c.`level0` as `level0`,
  c.`level1` as `level1`,
  c.`level2` as `level2`
from (select l.`row` as `a`,
  r.`row` as `b`,
  case when not (((l.`given.exact` <> 0 and r.`given.exact` <> 0))) then 0 when (((l.`given.exact` <> 0 and l.`given.exact` = r.`given.exact`))) then 1 when ((((l.`given.exact` <> 0 and r.`given.exact` <> 0) and (l.`given.exact` = r.`given.exact` or ((l.`given.exact~length` = 63 or r.`given.exact~length` = 63) or (least((l.`given.exact~length` - cast(bit_count((l.`given.exact~letters` & (~r.`given.exact~letters`))) as int)), (r.`given.exact~length` - cast(bit_count((r.`given.exact~letters` & (~l.`given.exact~letters`))) as int))) * (l.`given.exact~length` + r.`given.exact~length`)) >= ((cast('1.7000000000000002' as double) * (l.`given.exact~length` * r.`given.exact~length`)) - cast('0.001' as double)) or (l.`given.exact~start` = r.`given.exact~start` and (least((l.`given.exact~length` - cast(bit_count((l.`given.exact~letters` & (~r.`given.exact~letters`))) as int)), (r.`given.exact~length` - cast(bit_count((r.`given.exact~letters` & (~l.`given.exact~letters`))) as int))) * (l.`given.exact~length` + r.`given.exact~length`)) >= ((cast('1.5' as double) * (l.`given.exact~length` * r.`given.exact~length`)) - cast('0.001' as double)))))))) then 18 else 3 end as `level0`,
  case when not (((l.`dob.year` <> 0 and r.`dob.year` <> 0))) then 0 when (((l.`dob.iso` <> 0 and l.`dob.iso` = r.`dob.iso`))) then 1 when ((((l.`dob.year` <> 0 and r.`dob.year` <> 0) and abs((l.`dob.year` - r.`dob.year`)) <= 1))) then 2 else 3 end as `level1`,
  case when not (((l.`phone.exact` <> 0 and r.`phone.exact` <> 0))) then 0 when (((l.`phone.exact` <> 0 and l.`phone.exact` = r.`phone.exact`))) then 1 when ((((l.`phone.exact` <> 0 and r.`phone.exact` <> 0) and (l.`phone.exact` = r.`phone.exact` or ((l.`phone.exact~length` = 63 or r.`phone.exact~length` = 63) or (abs((l.`phone.exact~length` - r.`phone.exact~length`)) <= 1 and least((l.`phone.exact~length` - cast(bit_count((l.`phone.exact~letters` & (~r.`phone.exact~letters`))) as int)), (r.`phone.exact~length` - cast(bit_count((r.`phone.exact~letters` & (~l.`phone.exact~letters`))) as int))) >= (greatest(l.`phone.exact~length`, r.`phone.exact~length`) - 1))))))) then 18 else 3 end as `level2`
from records l
join records r on (l.`given.phonetic` = r.`given.phonetic` and l.`dob.year` = r.`dob.year` and l.`given.phonetic` <> 0 and l.`dob.year` <> 0 and l.`row` < r.`row`)
join owner on (owner.`rule` = 1 and owner.`mask` = (case when (l.`phone.exact` <> 0 and l.`phone.exact` = r.`phone.exact`) then 1 else 0 end + case when (l.`given.phonetic` <> 0 and l.`given.phonetic` = r.`given.phonetic`) then 2 else 0 end + case when (l.`dob.year` <> 0 and l.`dob.year` = r.`dob.year`) then 4 else 0 end + case when (l.`dob.iso` <> 0 and l.`dob.iso` = r.`dob.iso`) then 8 else 0 end + case when (l.`given.exact` <> 0 and l.`given.exact` = r.`given.exact`) then 16 else 0 end))
where ((l.`purged` & 2) = 0 and not (((l.`phone.exact` <> 0 and l.`phone.exact` = r.`phone.exact`) and (l.`purged` & 1) = 0)))) c
join gain gain0 on (gain0.`comparison` = 0 and gain0.`level` = c.`level0`)
join gain gain1 on (gain1.`comparison` = 1 and gain1.`level` = c.`level1`)
join gain gain2 on (gain2.`comparison` = 2 and gain2.`level` = c.`level2`)
where ((-13 + gain0.`unrelated` + gain1.`unrelated` + gain2.`unrelated`) >= cast('-2.000001' as double) and (-4 + gain0.`household` + gain1.`household` + gain2.`household`) >= cast('-2.000001' as double));
create or replace temporary view candidates_1 using parquet options (path '/work/run/candidates_1');

insert overwrite directory '/work/run/candidates_2' using parquet select c.`a` as `a`,
  c.`b` as `b`,
  c.`level0` as `level0`,
  c.`level1` as `level1`,
  c.`level2` as `level2`
from (select l.`row` as `a`,
  r.`row` as `b`,
  case when not (((l.`given.exact` <> 0 and r.`given.exact` <> 0))) then 0 when (((l.`given.exact` <> 0 and l.`given.exact` = r.`given.exact`))) then 1 when ((((l.`given.exact` <> 0 and r.`given.exact` <> 0) and (l.`given.exact` = r.`given.exact` or ((l.`given.exact~length` = 63 or r.`given.exact~length` = 63) or (least((l.`given.exact~length` - cast(bit_count((l.`given.exact~letters` & (~r.`given.exact~letters`))) as int)), (r.`given.exact~length` - cast(bit_count((r.`given.exact~letters` & (~l.`given.exact~letters`))) as int))) * (l.`given.exact~length` + r.`given.exact~length`)) >= ((cast('1.7000000000000002' as double) * (l.`given.exact~length` * r.`given.exact~length`)) - cast('0.001' as double)) or (l.`given.exact~start` = r.`given.exact~start` and (least((l.`given.exact~length` - cast(bit_count((l.`given.exact~letters` & (~r.`given.exact~letters`))) as int)), (r.`given.exact~length` - cast(bit_count((r.`given.exact~letters` & (~l.`given.exact~letters`))) as int))) * (l.`given.exact~length` + r.`given.exact~length`)) >= ((cast('1.5' as double) * (l.`given.exact~length` * r.`given.exact~length`)) - cast('0.001' as double)))))))) then 18 else 3 end as `level0`,
  case when not (((l.`dob.year` <> 0 and r.`dob.year` <> 0))) then 0 when (((l.`dob.iso` <> 0 and l.`dob.iso` = r.`dob.iso`))) then 1 when ((((l.`dob.year` <> 0 and r.`dob.year` <> 0) and abs((l.`dob.year` - r.`dob.year`)) <= 1))) then 2 else 3 end as `level1`,
  case when not (((l.`phone.exact` <> 0 and r.`phone.exact` <> 0))) then 0 when (((l.`phone.exact` <> 0 and l.`phone.exact` = r.`phone.exact`))) then 1 when ((((l.`phone.exact` <> 0 and r.`phone.exact` <> 0) and (l.`phone.exact` = r.`phone.exact` or ((l.`phone.exact~length` = 63 or r.`phone.exact~length` = 63) or (abs((l.`phone.exact~length` - r.`phone.exact~length`)) <= 1 and least((l.`phone.exact~length` - cast(bit_count((l.`phone.exact~letters` & (~r.`phone.exact~letters`))) as int)), (r.`phone.exact~length` - cast(bit_count((r.`phone.exact~letters` & (~l.`phone.exact~letters`))) as int))) >= (greatest(l.`phone.exact~length`, r.`phone.exact~length`) - 1))))))) then 18 else 3 end as `level2`
from records l
join records r on (l.`dob.iso` = r.`dob.iso` and l.`dob.iso` <> 0 and l.`row` < r.`row`)
join owner on (owner.`rule` = 2 and owner.`mask` = (case when (l.`phone.exact` <> 0 and l.`phone.exact` = r.`phone.exact`) then 1 else 0 end + case when (l.`given.phonetic` <> 0 and l.`given.phonetic` = r.`given.phonetic`) then 2 else 0 end + case when (l.`dob.year` <> 0 and l.`dob.year` = r.`dob.year`) then 4 else 0 end + case when (l.`dob.iso` <> 0 and l.`dob.iso` = r.`dob.iso`) then 8 else 0 end + case when (l.`given.exact` <> 0 and l.`given.exact` = r.`given.exact`) then 16 else 0 end))
where ((l.`purged` & 4) = 0 and not (((l.`phone.exact` <> 0 and l.`phone.exact` = r.`phone.exact`) and (l.`purged` & 1) = 0)))) c
join gain gain0 on (gain0.`comparison` = 0 and gain0.`level` = c.`level0`)
join gain gain1 on (gain1.`comparison` = 1 and gain1.`level` = c.`level1`)
join gain gain2 on (gain2.`comparison` = 2 and gain2.`level` = c.`level2`)
where ((-13 + gain0.`unrelated` + gain1.`unrelated` + gain2.`unrelated`) >= cast('-2.000001' as double) and (-4 + gain0.`household` + gain1.`household` + gain2.`household`) >= cast('-2.000001' as double));
create or replace temporary view candidates_2 using parquet options (path '/work/run/candidates_2');

create or replace temporary view candidates as select candidates_0.`a` as `a`,
  candidates_0.`b` as `b`,
  candidates_0.`level0` as `level0`,
  candidates_0.`level1` as `level1`,
  candidates_0.`level2` as `level2`
from candidates_0
union all select candidates_1.`a` as `a`,
  candidates_1.`b` as `b`,
  candidates_1.`level0` as `level0`,
  candidates_1.`level1` as `level1`,
  candidates_1.`level2` as `level2`
from candidates_1
union all select candidates_2.`a` as `a`,
  candidates_2.`b` as `b`,
  candidates_2.`level0` as `level0`,
  candidates_2.`level1` as `level1`,
  candidates_2.`level2` as `level2`
from candidates_2;

insert overwrite directory '/work/run/texts_0' using parquet select distinct least(l.`given.exact`, r.`given.exact`) as x, greatest(l.`given.exact`, r.`given.exact`) as y from candidates c
join records l on l.`row` = c.`a`
join records r on r.`row` = c.`b` where ((c.`level0` >= 16) and l.`given.exact` <> r.`given.exact` and l.`given.exact` <> 0 and r.`given.exact` <> 0);
create or replace temporary view texts_0 using parquet options (path '/work/run/texts_0');

insert overwrite directory '/work/run/texts_1' using parquet select distinct least(l.`phone.exact`, r.`phone.exact`) as x, greatest(l.`phone.exact`, r.`phone.exact`) as y from candidates c
join records l on l.`row` = c.`a`
join records r on r.`row` = c.`b` where ((c.`level2` >= 16) and l.`phone.exact` <> r.`phone.exact` and l.`phone.exact` <> 0 and r.`phone.exact` <> 0);
create or replace temporary view texts_1 using parquet options (path '/work/run/texts_1');

insert overwrite directory '/work/run/edges' using parquet select c.`a` as `a`,
  c.`b` as `b`,
  c.`weight` as `weight`,
  c.`pattern` as `pattern`
from (select c.`a` as `a`,
  c.`b` as `b`,
  c.`pattern` as `pattern`,
  (c.`match` - (greatest(c.`household`, c.`unrelated`) + log2((1 + power(cast(2 as double), (least(c.`household`, c.`unrelated`) - greatest(c.`household`, c.`unrelated`))))))) as `weight`
from (select c.`a` as `a`,
  c.`b` as `b`,
  cast(((c.`level0` * 1) + (c.`level1` * 4) + (c.`level2` * 16)) as int) as `pattern`,
  (6 + evidence0.`match` + evidence1.`match` + evidence2.`match`) as `match`,
  (10 + evidence0.`household` + evidence1.`household` + evidence2.`household`) as `household`,
  (19 + evidence0.`unrelated` + evidence1.`unrelated` + evidence2.`unrelated` + case when c.`level0` = 1 then c.`rare0` else 0 end) as `unrelated`
from (select c.`a` as `a`,
  c.`b` as `b`,
  case when not (((l.`given.exact` <> 0 and r.`given.exact` <> 0))) then 0 when (((l.`given.exact` <> 0 and l.`given.exact` = r.`given.exact`))) then 1 when ((((l.`given.exact` <> 0 and r.`given.exact` <> 0) and (l.`given.exact` = r.`given.exact` or (coalesce(alike_0.`holds`, 0) & 1) <> 0)))) then 2 else 3 end as `level0`,
  case when not (((l.`dob.year` <> 0 and r.`dob.year` <> 0))) then 0 when (((l.`dob.iso` <> 0 and l.`dob.iso` = r.`dob.iso`))) then 1 when ((((l.`dob.year` <> 0 and r.`dob.year` <> 0) and abs((l.`dob.year` - r.`dob.year`)) <= 1))) then 2 else 3 end as `level1`,
  case when not (((l.`phone.exact` <> 0 and r.`phone.exact` <> 0))) then 0 when (((l.`phone.exact` <> 0 and l.`phone.exact` = r.`phone.exact`))) then 1 when ((((l.`phone.exact` <> 0 and r.`phone.exact` <> 0) and (l.`phone.exact` = r.`phone.exact` or (coalesce(alike_1.`holds`, 0) & 1) <> 0)))) then 2 else 3 end as `level2`,
  rarity_0.`bits` as `rare0`
from candidates c
join records l on l.`row` = c.`a`
join records r on r.`row` = c.`b`
left join alike_0 on (alike_0.`x` = least(l.`given.exact`, r.`given.exact`) and alike_0.`y` = greatest(l.`given.exact`, r.`given.exact`))
left join alike_1 on (alike_1.`x` = least(l.`phone.exact`, r.`phone.exact`) and alike_1.`y` = greatest(l.`phone.exact`, r.`phone.exact`))
join rarity_0 on rarity_0.`code` = l.`given.exact`) c
join evidence evidence0 on (evidence0.`comparison` = 0 and evidence0.`parent` = 0 and evidence0.`level` = c.`level0`)
join evidence evidence1 on (evidence1.`comparison` = 1 and evidence1.`parent` = c.`level0` and evidence1.`level` = c.`level1`)
join evidence evidence2 on (evidence2.`comparison` = 2 and evidence2.`parent` = 0 and evidence2.`level` = c.`level2`)) c) c where c.`weight` >= -2;
create or replace temporary view edges using parquet options (path '/work/run/edges');
