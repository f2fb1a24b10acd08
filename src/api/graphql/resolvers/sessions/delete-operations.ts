import { Ctx, Int, Mutation, Resolver } from 'type-graphql';
import type { DeleteSessionsService } from '../../../../domain/sessions/delete-sessions-service.ts';
import { Operation } from '../../../contract/decorators.ts';
import { DeleteSessions } from '../../../contract/types/sessions/delete-sessions.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { Input } from '../operation-arguments.ts';

@Resolver()
export class DeleteSessionsOperations {
  readonly #deletions: DeleteSessionsService;

  constructor(deletions: DeleteSessionsService) {
    this.#deletions = deletions;
  }

  @Mutation(() => Int, {
    description: 'Delete the sessions of an account that were created in a time range. Returns their number.',
  })
  @Operation({
    request: 'DeleteSessions',
    routes: [{ verb: 'DELETE', path: '/sessions' }],
    returns: 'void',
    roles: ['SystemAdministrator'],
  })
  deleteSessions(@Ctx() context: RequestContext, @Input(() => DeleteSessions) input: DeleteSessions): Promise<number> {
    return this.#deletions.delete(context, input);
  }
}
