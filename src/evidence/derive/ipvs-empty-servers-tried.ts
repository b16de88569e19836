import type { ConnectionAttempt } from '../../facts/connections.ts';
import type { VirtualServer } from '../../facts/services.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'ipvs.empty-servers-tried';

/** Virtual servers without a target to which a connection failed. Known to be none when those tried have targets. */
export const ipvsEmptyServersTried: Derivation = {
  fact,
  derive(facts) {
    // Items of both facts: sources and `checkEvidence` hold to the facts' schemas.
    const servers = new Map(
      itemsOf(facts.of('ipvs.virtual-servers')).map((server) => {
        const { address, port, protocol } = server.value as VirtualServer;
        return [`${protocol} ${address}:${port}`, server];
      }),
    );
    const tried = itemsOf(facts.of('connection.attempts')).flatMap((attempt) => {
      const { target, port, outcome } = attempt.value as ConnectionAttempt;
      const server = servers.get(`TCP ${target}:${port}`);
      return server === undefined || outcome === 'connected' ? [] : [{ attempt, server }];
    });
    if (tried.length === 0) return [];
    const empty = tried.filter(({ server }) => (server.value as VirtualServer).targets.length === 0);
    const items = empty.map(({ attempt, server }) => {
      const { address, port } = server.value as VirtualServer;
      return { item: `${address}:${port}`, from: [attempt, server] };
    });
    return [
      derivedList(
        { fact },
        items,
        tried.flatMap(({ attempt, server }) => [attempt, server]),
      ),
    ];
  },
};
