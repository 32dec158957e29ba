import type { RouteScope } from '../../../platform/http/route.ts'
import { type ConfigWorld, openConfig } from './config.ts'
import { agreementRoutes, changeRoutes, individualRoutes, policyRoutes } from './config-routes.ts'
import { govstackShape } from './problems.ts'
import { openRecords, type RecordsWorld } from './records.ts'
import { auditRoutes, recordRoutes, verificationRoutes } from './routes.ts'
import { signatureRoutes } from './signature-routes.ts'
import { openSignatures } from './signatures.ts'
import { webhookRoutes } from './webhook-routes.ts'
import type { Webhooks } from './webhooks.ts'

/** GovStack's Consent building block over the node's consents. */
export function openGovstack(
  world: ConfigWorld & Omit<RecordsWorld, 'config'> & { readonly webhooks: Webhooks },
): RouteScope {
  const config = openConfig(world)
  const records = openRecords({ ...world, config })
  const signatures = openSignatures({ ...world, config, records })
  return {
    name: 'govstack-consent',
    errorShape: govstackShape,
    routes: [
      ...policyRoutes(config),
      ...agreementRoutes(config),
      ...individualRoutes(config),
      ...changeRoutes(config),
      ...recordRoutes(records),
      ...signatureRoutes(signatures),
      ...webhookRoutes(world.webhooks),
      ...verificationRoutes(config, records),
      ...auditRoutes(config, records),
    ],
  }
}
