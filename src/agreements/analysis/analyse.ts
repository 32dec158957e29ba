import type { LocalText } from '../../kernel/nouns.ts'
import type { Agreement } from '../schema.ts'
import { contradictionsBetween } from './between.ts'
import { combiningFindings } from './combining.ts'
import { finding } from './finding.ts'
import { needFindings } from './needed.ts'
import { type Finding, severities } from './schema.ts'
import { findingsOfUse } from './used.ts'
import { contradictionsWithin } from './within.ts'
import type { AnalysisWorld } from './world.ts'

/** All that whoever signs the agreement should know, the gravest first. */
export function analyse(agreement: Agreement, world: AnalysisWorld): Finding[] {
  const found = [
    ...clafindingsOfUse(agreement, world),
    ...needFindings(agreement, world),
    ...contradictionsWithin(agreement, world),
    ...contradictionsBetween(agreement, world),
    ...combiningFindings(agreement, world),
    ...findingsOfUse(agreement, world.use),
  ]
  return found.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}

/** A rule of law brings its own words. */
const lawCode = 'analysis.law'

const severityOf = { deny: 'error', warn: 'warning', record: 'notice' } as const

function clafindingsOfUse(agreement: Agreement, { clauseFaults }: AnalysisWorld): Finding[] {
  if (clauseFaults === undefined) return absentClauses(agreement)
  return clauseFaults(agreement).map(({ severity, says, fix, ...law }) => ({
    ...{ code: lawCode, severity: severityOf[severity], places: [''], says, fix, law },
  }))
}

/** Without rule packs nobody has said which clauses the law asks for; that they are missing can be said. */
function absentClauses(agreement: Agreement): Finding[] {
  const absent = (Object.keys(clauseWords) as (keyof typeof clauseWords)[]).filter(
    (clause) => agreement[clause] === undefined,
  )
  if (absent.length === 0) return []
  const names = (language: keyof LocalText) => absent.map((clause) => clauseWords[clause][language]).join(', ')
  const params = { clauses: { en: names('en'), sw: names('sw'), fr: names('fr') } }
  return [finding('analysis.clauses-absent', { severity: 'notice', places: [''], params })]
}

const clauseWords = {
  parties: { en: 'parties and signatories', sw: 'wahusika na watia saini', fr: 'parties et signataires' },
  subjects: { en: 'whose data they are', sw: 'taarifa ni za nani', fr: 'personnes concernées' },
  conditions: { en: 'conditions of use', sw: 'masharti ya matumizi', fr: 'conditions d’usage' },
  onward: { en: 'passing on', sw: 'kupitisha kwa wengine', fr: 'transmission à des tiers' },
  automatedDecision: { en: 'automated decisions', sw: 'maamuzi ya mashine', fr: 'décisions automatisées' },
  retention: { en: 'retention', sw: 'muda wa kuhifadhi', fr: 'conservation' },
  security: { en: 'security', sw: 'usalama', fr: 'sécurité' },
  impactAssessment: { en: 'impact assessment', sw: 'tathmini ya athari', fr: 'analyse d’impact' },
  notices: { en: 'notices', sw: 'taarifa kwa wahusika', fr: 'information des personnes' },
  rights: { en: 'rights of the persons', sw: 'haki za wahusika', fr: 'droits des personnes' },
  breach: { en: 'breaches', sw: 'uvunjaji wa usalama', fr: 'violations' },
  audit: { en: 'audit', sw: 'ukaguzi', fr: 'audit' },
  review: { en: 'review', sw: 'mapitio', fr: 'réexamen' },
} as const satisfies Partial<Record<keyof Agreement, LocalText>>
