import type { Protocol, ProtocolCall, ProtocolEndpoint, ProtocolHouse } from '../../../src/exchange/plugin.ts'
import { acknowledged, errorBody } from './door/acknowledgement.ts'
import { endpointsOf, workName, workOn } from './door/endpoints.ts'
import { failure } from './door/failure.ts'
import { messageFault } from './door/fault.ts'
import type { Request } from './door/operation.ts'
import { dressed } from './door/reply.ts'
import { outline } from './door/schema.ts'
import { settle } from './g2p/settlement.ts'
import { operations } from './operations.ts'
import { notifyMessage } from './subscribe/notice.ts'

const works = new Map<string, Request>(
  operations.flatMap((one) => (one.kind === 'reception' ? [] : [[workName(one), one] as const])),
)

/** No registry or no operation of it: said as the standard says it. */
const elsewhere: ProtocolEndpoint = {
  ...outline({ path: '/*', summary: 'No registry or operation: answers err.request.not_found', sync: false }),
  permission: 'registry.search',
  async answer({ correlationId }: ProtocolCall, house: ProtocolHouse) {
    const text = 'there is no such registry or operation: /dci/{sr|crvs|dr|fr|ibr|ess}/v1.0.0/registry/…'
    const fault = messageFault('err.request.not_found', text)
    return { status: fault.status, body: errorBody(fault, { correlationId, at: house.now() }) }
  },
}

/** The standard of the Digital Convergence Initiative (spdci.org), registry core API 1.0.0. */
export const protocol: Protocol = {
  name: 'dci',
  failure,
  endpoints: [...endpointsOf(operations), elsewhere],
  async work(accepted, house) {
    const request = works.get(accepted.operation)
    if (request === undefined) throw new Error(`there is no work ${accepted.operation}`)
    return workOn(request, accepted, house)
  },
  acknowledged,
  dress: dressed,
  errand: settle,
  notify: notifyMessage,
}
