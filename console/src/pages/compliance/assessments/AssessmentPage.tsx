import '../compliance.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Questionnaire, ShownAssessment } from '../../../../../src/compliance/assessments/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { type AssessmentPage as AssessmentData, assessmentQuery, questionnaireQuery } from '../../../api/compliance.ts'
import { Fact } from '../../../parts/Fact.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useLocal } from '../../../parts/local.ts'
import { useNames } from '../../../parts/names.ts'
import { Page, Panel } from '../../../parts/Page.tsx'
import { AgreementLink } from '../AgreementLink.tsx'
import { AssessmentMark, LevelMark } from './AssessmentMark.tsx'
import { AssessmentSteps } from './AssessmentSteps.tsx'
import { GradeWords, MatrixView } from './RiskMatrix.tsx'

export function AssessmentPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const names = useNames()
  const query = useQuery(assessmentQuery(id))
  const questionnaire = useQuery(questionnaireQuery)
  const found = query.data?.assessment
  return (
    <Guarded permission="agreement.read">
      <Page
        title={
          found === undefined
            ? t('assessments.title')
            : t('assessment.title', { name: names.agreement(found.agreement) })
        }
        above={
          <Link to="/compliance/assessments" className="k-above">
            {t('pages.assessments')}
          </Link>
        }
        lead={
          found === undefined ? undefined : (
            <>
              <AssessmentMark status={found.status} /> · <span className="k-code">{found.id}</span> ·{' '}
              {t('assessment.revision', { number: found.revision })}
            </>
          )
        }
      >
        <Loaded query={questionnaire}>
          {(asked) => <Loaded query={query}>{(data) => <View data={data} questionnaire={asked} />}</Loaded>}
        </Loaded>
      </Page>
    </Guarded>
  )
}

interface ViewProps {
  readonly data: AssessmentData
  readonly questionnaire: Questionnaire
}

function View({ data, questionnaire }: ViewProps) {
  const { assessment } = data
  return (
    <div className="k-duty">
      <div>
        <AssessmentSteps assessment={assessment} />
        <Risks assessment={assessment} questionnaire={questionnaire} />
        <Answers assessment={assessment} questionnaire={questionnaire} />
      </div>
      <div>
        <Facts assessment={assessment} />
        <Revisions data={data} />
      </div>
    </div>
  )
}

function Facts({ assessment }: { assessment: ShownAssessment }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { agreement, level, content, submittedBy, decision, report, version, rerun, linked } = assessment
  return (
    <Panel title={t('assessment.facts')}>
      <dl className="k-facts k-facts-tight">
        <Fact label={t('terms.agreement')}>
          <AgreementLink id={agreement} />
          {version === undefined ? null : <div className="k-sub">{t('agreement.versionNumber', { version })}</div>}
          <div className="k-sub">{t(linked ? 'assessments.linked' : 'assessment.notLinked')}</div>
        </Fact>
        <Fact label={t('assessments.risk')}>
          {content.notNeeded === undefined ? <LevelMark level={level} /> : t('assessments.notNeeded')}
        </Fact>
        {rerun.length === 0 ? null : (
          <Fact label={t('assessment.again')}>
            <span data-overdue="true">{format.list(rerun.map((part) => t(`scopeParts.${part}`)))}</span>
          </Fact>
        )}
        {submittedBy === undefined ? null : (
          <Fact label={t('assessment.submittedBy')}>
            {submittedBy.account} · {names.member(submittedBy.member)}
          </Fact>
        )}
        {decision === undefined ? null : (
          <Fact label={t('assessment.decided')}>
            {format.day(decision.on)}
            <div className="k-sub">
              {decision.by.account} · {names.member(decision.by.member)}
            </div>
            {decision.reason === undefined ? null : <q>{decision.reason}</q>}
            {decision.consultation === undefined ? null : (
              <div className="k-sub">{t('assessment.consulted', { reference: decision.consultation })}</div>
            )}
          </Fact>
        )}
        <Fact label={t('assessments.reported')}>
          {report === undefined ? '–' : format.day(report.on)}
          {report === undefined ? null : <div className="k-sub">{report.reference}</div>}
        </Fact>
        <Fact label={t('assessments.start')}>
          {report === undefined
            ? '–'
            : report.earliestStart === undefined
              ? t('assessment.noWait')
              : format.day(report.earliestStart)}
        </Fact>
      </dl>
    </Panel>
  )
}

function Risks({
  assessment: { content },
  questionnaire,
}: {
  assessment: ShownAssessment
  questionnaire: Questionnaire
}) {
  const { t } = useTranslation()
  if (content.notNeeded !== undefined) {
    return (
      <Panel title={t('assessment.notNeeded')}>
        <p className="k-duty-lines">{content.notNeeded}</p>
      </Panel>
    )
  }
  if (content.risks.length === 0) {
    return (
      <Panel title={t('assessing.risks')}>
        <p className="k-sub k-duty-note">{t('assessment.noRisks')}</p>
      </Panel>
    )
  }
  return (
    <Panel title={t('assessing.risks')}>
      <div className="k-matrices">
        <MatrixView
          questionnaire={questionnaire}
          title={t('assessing.before')}
          grades={content.risks.map(({ before }) => before)}
        />
        <MatrixView
          questionnaire={questionnaire}
          title={t('assessing.after')}
          grades={content.risks.map(({ after }) => after)}
        />
      </div>
      <ol className="k-risk-list">
        {content.risks.map(({ risk, before, after, measures }) => (
          <li key={risk}>
            <strong>{risk}</strong>
            <GradeWords questionnaire={questionnaire} what={t('assessing.before')} grade={before} />
            {measures.length === 0 ? (
              <div className="k-sub">{t('assessment.noMeasures')}</div>
            ) : (
              <ul>
                {measures.map((measure) => (
                  <li key={measure}>{measure}</li>
                ))}
              </ul>
            )}
            <GradeWords questionnaire={questionnaire} what={t('assessing.after')} grade={after} />
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Answers({
  assessment: { content },
  questionnaire,
}: {
  assessment: ShownAssessment
  questionnaire: Questionnaire
}) {
  const { t } = useTranslation()
  const local = useLocal()
  const triggers = content.triggers as Readonly<Record<string, boolean>>
  return (
    <Panel title={t('assessment.answers')}>
      {questionnaire.questions.map(({ id, text }) => (
        <div key={id} className="k-duty-answer">
          <h3 className="k-duty-heading">{local(text)}</h3>
          <p className="k-duty-lines">{content[id as 'description' | 'necessity' | 'views']}</p>
        </div>
      ))}
      <dl className="k-duty-answers">
        {questionnaire.triggers.map(({ id, text }) => (
          <div key={id} className="k-duty-question">
            <dt>{local(text)}</dt>
            <dd>
              <strong>{t(triggers[id] === true ? 'value.yes' : 'value.no')}</strong>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function Revisions({ data: { revisions } }: { data: AssessmentData }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return (
    <Panel title={t('standing.history')}>
      <ol className="k-duty-history">
        {revisions.map(({ revision, status, at, by, decision, report }) => (
          <li key={revision}>
            <AssessmentMark status={status} />
            <div className="k-sub">
              {t('standing.byAt', { account: by.account, member: names.member(by.member), time: format.instant(at) })}
            </div>
            {report === undefined ? null : (
              <div className="k-sub">{t('assessment.reportedOn', { day: format.day(report.on) })}</div>
            )}
            {status === 'rejected' && decision?.reason !== undefined ? <q>{decision.reason}</q> : null}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
