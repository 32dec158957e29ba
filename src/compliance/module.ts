import type { Agreements } from '../agreements/service.ts'
import type { RouteScope } from '../platform/http/route.ts'
import { assessmentRoutes } from './assessments/routes.ts'
import { openAssessments } from './assessments/service.ts'
import { breachRoutes } from './breaches/routes.ts'
import { dutyRoutes } from './duties/routes.ts'
import { type NoticesWorld, noticeRoutes } from './notices/routes.ts'
import type { RegisterWorld } from './register/register.ts'
import { registerRoutes } from './register/routes.ts'
import { retentionRoutes } from './retention/routes.ts'
import type { RetentionWorld } from './retention/service.ts'
import { openCorrections } from './rights/corrections.ts'
import { rightsRoutes } from './rights/routes.ts'
import { openRightsDesk, type RightsWorld } from './rights/service.ts'
import { transferRoutes } from './transfers/routes.ts'

export interface ComplianceWorld extends Omit<RightsWorld, 'purposes'>, RegisterWorld, NoticesWorld, RetentionWorld {
  readonly ledger: RightsWorld['ledger']
  readonly directory: NoticesWorld['directory'] & RegisterWorld['directory'] & RetentionWorld['directory']
  readonly agreements: Pick<Agreements, 'list' | 'purposes' | 'renewed' | 'view'>
}

/** The duties that the law puts on whoever shares data, with their clocks. */
export function openCompliance(world: ComplianceWorld): readonly RouteScope[] {
  const rights: RightsWorld = { ...world, purposes: () => world.agreements.purposes() }
  const assessments = openAssessments(world)
  return [
    { name: 'rights', routes: rightsRoutes(openRightsDesk(rights), openCorrections(rights)) },
    { name: 'register', routes: registerRoutes(world) },
    { name: 'assessments', routes: assessmentRoutes(assessments) },
    { name: 'notices', routes: noticeRoutes(world) },
    { name: 'retention', routes: retentionRoutes(world) },
    { name: 'transfers', routes: transferRoutes(world) },
    { name: 'breaches', routes: breachRoutes(world) },
    { name: 'duties', routes: dutyRoutes({ ...world, assessments }) },
  ]
}
