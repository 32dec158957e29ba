/** The report as one page that needs nothing else: no script, no address of anything, for screen and paper. */
import { fill, type Language } from '../kernel/language.ts'
import type { LocalText } from '../kernel/nouns.ts'
import { registries } from '../standards/dci/registries.ts'
import { checkGroups } from './groups.ts'
import type { CheckResult, ConformanceReport } from './schema.ts'
import { reportWords as words } from './words.ts'

/** Whatever a server said is text: it can neither end an element nor begin one. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const style = `
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1b1f23; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.verdict { display: inline-block; padding: .3rem .8rem; border: 2px solid; border-radius: .4rem; font-weight: 700; }
.yes { color: #14532d; background: #ecfdf3; } .no { color: #7f1d1d; background: #fef2f2; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #d0d7de; overflow-wrap: anywhere; }
.failed { color: #7f1d1d; font-weight: 700; } .passed { color: #14532d; } .skipped { color: #57606a; }
code, small { color: #57606a; } td:first-child { width: 7rem; } td:last-child { width: 6rem; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }`

export function reportPage(report: ConformanceReport, language: Language): string {
  const say = (text: LocalText, params: Readonly<Record<string, number>> = {}) =>
    escapeHtml(fill(text[language], params))
  const registry = registries[report.registry].name
  const title = `${say(words.title)}: ${say(registry)}`
  const verdict = report.conforms ? say(words.conforms) : say(words.conformsNot)
  const { passed, failed, skipped } = report
  const facts = [
    [words.server, report.baseUrl],
    [words.registry, `${registry[language]} (${report.registry})`],
    [words.edition, report.specVersion],
    [words.at, report.at],
    [words.tool, report.tool],
    [words.id, report.id],
  ] as const
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="verdict ${report.conforms ? 'yes' : 'no'}">${verdict}</p>
<p>${say(words.summary, { passed, failed, skipped })} ${say(words.verdict)}</p>
<dl>${facts.map(([name, value]) => `<dt>${say(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
</header>
<main>
<section aria-labelledby="failures"><h2 id="failures">${say(words.failures)}</h2>
${failuresList(report.checks, say)}</section>
${checkGroups.map(({ id, name }) => groupSection(id, say(name), { checks: report.checks, say })).join('\n')}
</main>
</body>
</html>
`
}

type Say = (text: LocalText) => string

function failuresList(checks: readonly CheckResult[], say: Say): string {
  const failed = checks.filter(({ result }) => result === 'failed')
  if (failed.length === 0) return `<p>${say(words.noFailures)}</p>`
  const item = ({ id, title, level, detail = '' }: CheckResult) =>
    `<li><strong>${escapeHtml(title)}</strong> (${say(words[level])}): ${escapeHtml(detail)} <code>${escapeHtml(id)}</code></li>`
  return `<ul lang="en">${failed.map(item).join('')}</ul>`
}

interface Shown {
  readonly checks: readonly CheckResult[]
  readonly say: Say
}

function groupSection(id: string, name: string, { checks, say }: Shown): string {
  const rows = checks.filter(({ group }) => group === id)
  if (rows.length === 0) return ''
  const heading = [words.result, words.check, words.rests, words.level]
  return `<section aria-labelledby="g-${id}"><h2 id="g-${id}">${name}</h2>
<table><thead><tr>${heading.map((text) => `<th scope="col">${say(text)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((check) => row(check, say)).join('\n')}</tbody></table></section>`
}

const row = ({ id, title, clause, level, result, detail }: CheckResult, say: Say): string =>
  `<tr><td class="${result}">${say(words[result])}</td>
<td lang="en">${escapeHtml(title)}${detail === undefined ? '' : `<br><small>${escapeHtml(detail)}</small>`}<br><code>${escapeHtml(id)}</code></td>
<td lang="en"><small>${escapeHtml(clause)}</small></td><td>${say(words[level])}</td></tr>`
