import type pg from 'pg'

/** Schemas that are not ours: PostgreSQL's, and the job queue's, which installs itself. */
const ourSchemas = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`

const notOfAnExtension = (catalog: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

// Types and defaults are printed without the schema when it is in the search path.
const settings = `set search_path = public; set statement_timeout = '60s'`

// Constraints and indexes are part of "table" so that one table reads in one place.
const queries: Readonly<Record<string, string>> = {
  extensions: `select 'create extension ' || extname as text from pg_extension where extname <> 'plpgsql' order by extname`,
  enums: `select format('create type %s as enum (%s)', t.oid::regtype,
      string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)) as text
    from pg_type t join pg_enum e on e.enumtypid = t.oid join pg_namespace n on n.oid = t.typnamespace
    where ${ourSchemas} and ${notOfAnExtension('pg_type', 't.oid')} group by t.oid order by t.oid::regtype::text`,
  functions: `select pg_get_functiondef(p.oid) as text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ourSchemas} and p.prokind in ('f', 'p') and ${notOfAnExtension('pg_proc', 'p.oid')}
    order by p.oid::regprocedure::text`,
  sequences: `select format('create sequence %s', c.oid::regclass) as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ourSchemas} and c.relkind = 'S'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i', 'e'))
    order by c.oid::regclass::text`,
  tables: `with line as (
      select a.attrelid, 1 as part, a.attnum::int as place, format('  %I %s%s%s', a.attname,
        format_type(a.atttypid, a.atttypmod),
        case when a.attidentity <> '' then ' generated ' || case a.attidentity when 'a' then 'always' else 'by default' end || ' as identity'
             when a.attgenerated = 's' then ' generated always as ' || pg_get_expr(d.adbin, d.adrelid) || ' stored'
             when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end,
        case when a.attnotnull then ' not null' else '' end) as text
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attnum > 0 and not a.attisdropped
      union all
      select conrelid, 2, (row_number() over (partition by conrelid order by strpos('pufcx', contype::text), conname))::int,
        format('  constraint %I %s', conname, pg_get_constraintdef(oid))
      -- PostgreSQL 18 lists not-null as constraints too; they stand beside their column already.
      from pg_constraint where contype in ('p', 'u', 'f', 'c', 'x')
    )
    select format(E'create %stable %s (\\n%s\\n)%s%s', case c.relpersistence when 'u' then 'unlogged ' else '' end, c.oid::regclass,
        string_agg(line.text, E',\\n' order by line.part, line.place),
        case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid)
             when c.relispartition then ' -- partition: ' || pg_get_expr(c.relpartbound, c.oid) else '' end,
        case when c.reloptions is null then '' else ' with (' || array_to_string(c.reloptions, ', ') || ')' end) as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join line on line.attrelid = c.oid
    where ${ourSchemas} and c.relkind in ('r', 'p') and ${notOfAnExtension('pg_class', 'c.oid')}
    group by c.oid, c.relkind, c.relispartition, c.relpersistence, c.relpartbound, c.reloptions
    order by c.oid::regclass::text`,
  indexes: `select pg_get_indexdef(i.indexrelid) as text
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ourSchemas} and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    order by i.indrelid::regclass::text, c.relname`,
  views: `select format(E'create %sview %s as\\n%s', case c.relkind when 'm' then 'materialized ' else '' end,
      c.oid::regclass, rtrim(pg_get_viewdef(c.oid), ';')) as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ourSchemas} and c.relkind in ('v', 'm') and ${notOfAnExtension('pg_class', 'c.oid')}
    order by c.oid::regclass::text`,
  triggers: `select pg_get_triggerdef(t.oid) as text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ourSchemas} and not t.tgisinternal order by c.oid::regclass::text, t.tgname`,
}

/** The whole schema as text, the same for the same schema: for people to read and for a test to compare. */
export async function dumpSchema(pool: pg.Pool): Promise<string> {
  const client = await pool.connect()
  try {
    await client.query(settings)
    const parts = ['-- Generated by `npm run generate` from the migrated database. Do not edit: write a migration.\n']
    for (const [title, query] of Object.entries(queries)) {
      const { rows } = await client.query<{ text: string }>(query)
      if (rows.length > 0) parts.push(`-- ${title}`, ...rows.map((row) => `${row.text.trim()};\n`))
    }
    return `${parts.join('\n').trimEnd()}\n`
  } finally {
    client.release(true)
  }
}
