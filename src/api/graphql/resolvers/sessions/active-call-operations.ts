import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { ActiveCallService } from '../../../../domain/sessions/active-call-service.ts';
import { toCallInfo } from '../../../contract/call-info-view.ts';
import { Cost } from '../../../contract/decorators.ts';
import { CallInfo } from '../../../contract/types/sessions/active-calls.ts';
import type { RequestContext } from '../../../http/request-context.ts';

@Resolver()
export class ActiveCallOperations {
  readonly #calls: ActiveCallService;

  constructor(calls: ActiveCallService) {
    this.#calls = calls;
  }

  @Cost({ weight: 100, listSize: 100 })
  @Query(() => [CallInfo], {
    description:
      'The calls of the newest 1,000 voice sessions that have not ended, those of the newest session first. Requires the role Manager, SystemAdministrator or CallCenterDashboard.',
  })
  async activeCalls(
    @Ctx() { principal }: RequestContext,
    @Arg('accountId', () => ID, {
      nullable: true,
      description: 'Limits the list to this account. Default: all of your accounts.',
    })
    accountId: string | null | undefined,
  ): Promise<CallInfo[]> {
    return (await this.#calls.list(principal, accountId ?? null)).map(toCallInfo);
  }
}
