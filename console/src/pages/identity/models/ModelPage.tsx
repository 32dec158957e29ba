import '../identity.css'
import './models.css'
import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptModel } from '../../../../../src/identity/models/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { modelQuery } from '../../../api/identity.ts'
import { cardAddress } from '../../../api/models.ts'
import { Fact } from '../../../parts/Fact.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useLocal } from '../../../parts/local.ts'
import { useNames } from '../../../parts/names.ts'
import { Page, Panel } from '../../../parts/Page.tsx'
import { useSession } from '../../../session/session.ts'
import { useBits } from '../words.tsx'
import { BlockingRules } from './BlockingRules.tsx'
import { ChangesPanel } from './Changes.tsx'
import { Comparisons } from './Comparisons.tsx'
import { ModelMark } from './ModelsPage.tsx'
import { RunPanel } from './RunPanel.tsx'
import { UsePanel } from './UsePanel.tsx'

export function ModelPage(): ReactNode {
  const { t } = useTranslation()
  const local = useLocal()
  const query = useQuery(modelQuery(useIdInPath()))
  const kept = query.data
  const title =
    kept === undefined
      ? t('models.title')
      : `${local(kept.model.title) || kept.model.id}, ${t('agreement.versionNumber', { version: kept.model.version })}`
  return (
    <Guarded permission="identity.read">
      <Page
        title={title}
        lead={
          kept === undefined ? undefined : (
            <>
              <ModelMark model={kept} /> · <span className="k-code">{kept.digest}</span>
            </>
          )
        }
        above={
          <Link to="/identity/models" className="k-above">
            {t('pages.models')}
          </Link>
        }
        actions={kept === undefined ? undefined : <Actions kept={kept} />}
      >
        <Loaded query={query}>{(found) => <ModelView kept={found} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Actions({ kept: { digest, trained } }: { kept: KeptModel }) {
  const { t } = useTranslation()
  const { may } = useSession()
  return (
    <div className="k-next">
      {trained ? (
        <>
          <Button component="a" variant="default" href={cardAddress(digest, 'html')} target="_blank" rel="noreferrer">
            {t('models.card')}
          </Button>
          <a href={cardAddress(digest, 'md')}>{t('models.cardAsText')}</a>
        </>
      ) : null}
      {may('identity.run') ? (
        <Button
          component={Link}
          to="/identity/models/$id/edit"
          params={{ id: digest } as never}
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          {t('models.edit')}
        </Button>
      ) : null}
    </div>
  )
}

function ModelView({ kept }: { kept: KeptModel }) {
  const { model } = kept
  return (
    <>
      <UsePanel kept={kept} />
      <div className="k-two">
        <Fields model={model} />
        <Limits model={model} />
      </div>
      <ChangesPanel kept={kept} />
      <RunPanel kept={kept} />
      <Comparisons model={model} />
      <BlockingRules model={model} />
    </>
  )
}

function Fields({ model: { fields } }: { model: KeptModel['model'] }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('models.fields')}>
      <dl className="k-facts k-facts-tight">
        {fields.map(({ id, kind, from }) => (
          <Fact key={id} label={id}>
            {t(`fieldKinds.${kind}`)}
            <div className="k-sub">
              {t('models.from')} <span className="k-code">{from.join(' + ')}</span>
            </div>
          </Fact>
        ))}
      </dl>
    </Panel>
  )
}

function Limits({ model: { thresholds, constraints, parameters } }: { model: KeptModel['model'] }) {
  const { t } = useTranslation()
  const bits = useBits()
  const format = useFormat()
  const names = useNames()
  const share = (weight: number) => format.percent(1 / (1 + 2 ** -weight))
  return (
    <Panel title={t('models.limits')}>
      <dl className="k-facts k-facts-tight">
        <Fact label={t('models.link')}>
          {t('models.fromBits', { bits: bits(thresholds.link), share: share(thresholds.link) })}
          <div className="k-sub">{t('models.linkNote')}</div>
        </Fact>
        <Fact label={t('models.review')}>
          {t('models.fromBits', { bits: bits(thresholds.review), share: share(thresholds.review) })}
          <div className="k-sub">{t('models.reviewNote')}</div>
        </Fact>
        <Fact label={t('models.kin')}>
          {t('models.atLeast', { bits: bits(thresholds.kin) })}
          <div className="k-sub">{t('models.kinNote')}</div>
        </Fact>
        <Fact label={t('models.uniqueSources')}>
          {constraints.uniqueSources.length === 0
            ? t('value.none')
            : format.list(constraints.uniqueSources.map(names.system))}
        </Fact>
        <Fact label={t('models.rosters')}>
          {constraints.rosters.length === 0 ? t('value.none') : format.list(constraints.rosters)}
        </Fact>
        {parameters === undefined ? null : (
          <Fact label={t('models.trainedOn')}>
            {t('models.trainedRecords', { number: parameters.records, shown: format.number(parameters.records) })}
            <div className="k-sub">
              {t('models.trainedPairs', {
                match: format.number(Math.round(parameters.pairs.match)),
                household: format.number(Math.round(parameters.pairs.household)),
                unrelated: format.number(Math.round(parameters.pairs.unrelated)),
              })}
            </div>
          </Fact>
        )}
      </dl>
    </Panel>
  )
}
