import '../compliance.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Questionnaire } from '../../../../../src/compliance/assessments/schema.ts'
import { useAddress, useIdInPath } from '../../../address.ts'
import {
  type AssessmentPage,
  assessmentQuery,
  complianceKey,
  draftAssessment,
  questionnaireQuery,
  reviseAssessment,
  submitAssessment,
} from '../../../api/compliance.ts'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Page } from '../../../parts/Page.tsx'
import { newAssessmentSearch } from '../../../search.ts'
import { useSession } from '../../../session/session.ts'
import { AssessmentForm } from './AssessmentForm.tsx'
import { contentOf, emptyContent, type TypedContent, typedOf } from './content.ts'
import { useKeptAssessment } from './kept.ts'

const formWidth = 980

function Above() {
  const { t } = useTranslation()
  return (
    <Link to="/compliance/assessments" className="k-above">
      {t('pages.assessments')}
    </Link>
  )
}

export function NewAssessmentPage(): ReactNode {
  const { t } = useTranslation()
  const query = useQuery(questionnaireQuery)
  return (
    <Guarded permission="assessment.draft">
      <Page title={t('assessing.newTitle')} lead={t('assessing.lead')} width={formWidth} above={<Above />}>
        <Loaded query={query}>{(questionnaire) => <NewAssessment questionnaire={questionnaire} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function NewAssessment({ questionnaire }: { questionnaire: Questionnaire }) {
  const [{ agreement = '' }] = useAddress(newAssessmentSearch)
  const { session } = useSession()
  const kept = useKeptAssessment(`${session?.username} new ${agreement}`, () => emptyContent(agreement))
  return (
    <Drafting
      kept={kept}
      questionnaire={questionnaire}
      save={async (typed, asked) =>
        (await draftAssessment({ agreement: typed.agreement, content: contentOf(typed, asked) })).id
      }
    />
  )
}

/** Of a draft, or of one that was sent back; what was written before stays in its revision. */
export function RevisePage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const names = useNames()
  const query = useQuery(assessmentQuery(id))
  const questionnaire = useQuery(questionnaireQuery)
  const agreement = query.data?.assessment.agreement
  return (
    <Guarded permission="assessment.draft">
      <Page
        title={t('assessing.reviseTitle')}
        lead={agreement === undefined ? undefined : names.agreement(agreement)}
        width={formWidth}
        above={<Above />}
      >
        <Loaded query={questionnaire}>
          {(asked) => <Loaded query={query}>{(data) => <Revising data={data} questionnaire={asked} />}</Loaded>}
        </Loaded>
      </Page>
    </Guarded>
  )
}

function Revising({ data, questionnaire }: { data: AssessmentPage; questionnaire: Questionnaire }) {
  const { id, revision, agreement, content } = data.assessment
  const { session } = useSession()
  const kept = useKeptAssessment(`${session?.username} ${id} ${revision}`, () => typedOf(agreement, content))
  return (
    <Drafting
      fixed
      kept={kept}
      questionnaire={questionnaire}
      save={async (typed, asked) => (await reviseAssessment(id, contentOf(typed, asked))).id}
    />
  )
}

interface DraftingProps {
  readonly kept: ReturnType<typeof useKeptAssessment>
  readonly questionnaire: Questionnaire
  readonly fixed?: boolean
  readonly save: (typed: TypedContent, asked: readonly string[]) => Promise<string>
}

function Drafting({ kept, questionnaire, fixed = false, save }: DraftingProps) {
  const client = useQueryClient()
  const router = useRouter()
  const saved = useRef<string>(undefined)
  const asked = questionnaire.triggers.map(({ id }) => id)
  return (
    <AssessmentForm
      {...{ typed: kept.typed, onChange: kept.keep, questionnaire, fixed }}
      {...(kept.wasKept ? { onAnew: kept.startAnew } : {})}
      onSave={async (submit) => {
        // What could not be submitted was saved all the same: the next time it is that one which is written anew.
        const before = saved.current
        const id =
          before === undefined
            ? await save(kept.typed, asked)
            : (await reviseAssessment(before, contentOf(kept.typed, asked))).id
        saved.current = id
        kept.forget()
        if (submit) await submitAssessment(id)
        await client.invalidateQueries({ queryKey: complianceKey })
        await router.navigate({ to: '/compliance/assessments/$id', params: { id } })
      }}
    />
  )
}
