import '../../identity.css'
import '../models.css'
import '../edit/edit.css'
import './wizard.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftSource } from '../../../../../../src/identity/drafts/schema.ts'
import { useAddress } from '../../../../address.ts'
import { profileQuery, uploadsQuery } from '../../../../api/models.ts'
import { Guarded } from '../../../../parts/Forbidden.tsx'
import { useKept } from '../../../../parts/kept.ts'
import { Page } from '../../../../parts/Page.tsx'
import { Steps } from '../../../../parts/Steps.tsx'
import { wizardSearch, type wizardSteps } from '../../../../search.ts'
import { useSession } from '../../../../session/session.ts'
import { registrySource } from '../edit/draft.ts'
import { ColumnsStep } from './ColumnsStep.tsx'
import { fitsSaid, type Said } from './columns.ts'
import { ModelStep } from './ModelStep.tsx'
import { ProfileShown } from './ProfileShown.tsx'
import { SourceStep } from './SourceStep.tsx'

/** From a file, or the registry, to a first model: what the columns are, what is proposed, and a try. */
export function WizardPage(): ReactNode {
  const { t } = useTranslation()
  return (
    <Guarded permission="identity.run">
      <Page title={t('wizard.title')} lead={t('wizard.lead')} above={<Above />}>
        <Wizard />
      </Page>
    </Guarded>
  )
}

function Above() {
  const { t } = useTranslation()
  return (
    <Link to="/identity/models" className="k-above">
      {t('pages.models')}
    </Link>
  )
}

type Step = (typeof wizardSteps)[number]

function Wizard() {
  const { t } = useTranslation()
  const [chosen, choose] = useAddress(wizardSearch)
  const source: DraftSource | undefined =
    chosen.upload !== undefined ? { upload: chosen.upload } : chosen.of === 'registry' ? registrySource : undefined
  const step: Step = source === undefined ? 'source' : (chosen.step ?? 'columns')
  const go = (to: Step) => choose({ ...chosen, step: to })
  const name = useSourceName(source)
  const order: readonly Step[] = ['source', 'columns', 'model']
  return (
    <>
      <Steps
        current={step}
        steps={order.map((key) => ({
          ...{ key, label: t(`wizard.steps.${key}`) },
          ...(key === 'source' && source !== undefined ? { choice: name } : {}),
          onGo: () => go(key),
        }))}
      />
      {source === undefined || step === 'source' ? (
        <SourceStep
          onRegistry={() => choose({ of: 'registry', step: 'columns' })}
          onUpload={(upload) => choose({ upload, step: 'columns' })}
        />
      ) : (
        <OfSource key={JSON.stringify(source)} {...{ source, step, name }} onGo={go} />
      )}
    </>
  )
}

function useSourceName(source: DraftSource | undefined): string {
  const { t } = useTranslation()
  const { data: uploads = [] } = useQuery(uploadsQuery)
  if (source === undefined) return ''
  if (!('upload' in source)) return t('modelling.registry')
  return uploads.find(({ id }) => id === source.upload)?.name ?? source.upload
}

interface OfSourceProps {
  readonly source: DraftSource
  readonly step: Step
  readonly name: string
  readonly onGo: (step: Step) => void
}

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'first-model'

/** What a person says of the columns is kept, so that a reload asks nothing twice. */
function OfSource({ source, step, name, onGo }: OfSourceProps) {
  const { session } = useSession()
  const of = 'upload' in source ? source.upload : 'registry'
  const { typed: said, keep } = useKept<Said>({
    storageKey: `kiungo.model-wizard.${session?.username ?? ''}.${of}`,
    fits: fitsSaid,
    initial: () => ({}),
  })
  const query = useQuery(profileQuery({ source, kinds: said }))
  return (
    <ProfileShown query={query} source={source}>
      {(profile) =>
        step === 'columns' ? (
          <ColumnsStep
            {...{ profile, said }}
            onSay={(column, kind) => keep({ ...said, [column]: kind })}
            onNext={() => onGo('model')}
          />
        ) : (
          <ModelStep
            {...{ profile, source }}
            id={'upload' in source ? idOf(name) : 'people-of-registry'}
            onBack={() => onGo('columns')}
          />
        )
      }
    </ProfileShown>
  )
}
