import { IconCircleCheck, IconCircleDashed, IconPlugConnectedX } from '@tabler/icons-react'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import type { Member } from '../../../../src/federation/schema.ts'
import type { ListedSystem } from '../../api/types.ts'
import { useLocal } from '../../parts/local.ts'
import { boxWidth } from './layout.ts'

export type MemberNodeData = {
  readonly member: Member
  readonly systems: readonly { readonly system: ListedSystem; readonly state: 'up' | 'down' | 'unknown' }[]
  readonly selected: boolean
  readonly onChoose: () => void
}

const healthIcons = { up: IconCircleCheck, down: IconPlugConnectedX, unknown: IconCircleDashed }

export function MemberNode({ data }: NodeProps<Node<MemberNodeData>>) {
  const { t } = useTranslation()
  const local = useLocal()
  const { member, systems, selected, onChoose } = data
  return (
    <div className="k-member" data-selected={selected} style={{ inlineSize: boxWidth }}>
      <Ends />
      <button type="button" className="k-member-button nodrag nopan" onClick={onChoose} aria-pressed={selected}>
        <span className="k-member-name">{local(member.name)}</span>
        <span className="k-member-kind">{t(`memberKinds.${member.kind}`)}</span>
      </button>
      {systems.length === 0 ? null : (
        <ul className="k-member-systems">
          {systems.map(({ system, state }) => {
            const Icon = healthIcons[state]
            return (
              <li key={system.id}>
                <span className="k-ellipsis">{local(system.name)}</span>
                <span className="k-mark" data-tone={state === 'up' ? 'good' : state === 'down' ? 'bad' : 'calm'}>
                  <Icon size={14} stroke={2} aria-label={t(`health.${state}`)} role="img" />
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

/** The library draws an arrow only between handles; these are never seen. */
function Ends() {
  return (
    <>
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <Handle type="target" position={Position.Left} isConnectable={false} />
    </>
  )
}
