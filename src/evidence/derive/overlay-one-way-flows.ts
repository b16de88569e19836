import type { EncapsulatedFlow } from '../../facts/connections.ts';
import type { Observation } from '../../facts/known.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'overlay.one-way-flows';

/** Overlay packets from one node to another, of which none come back in the same machine's capture. */
export const overlayOneWayFlows: Derivation = {
  fact,
  derive(facts) {
    return facts.of('capture.encapsulated-flows').map((known) => {
      const flows = itemsOf([known]);
      const seen = new Set(flows.map((flow) => keyOf(flowOf(flow))));
      const oneWay = flows.filter((flow) => {
        const { source, destination, port } = flowOf(flow);
        return !seen.has(keyOf({ source: destination, destination: source, port }));
      });
      const items = oneWay.map((flow) => ({ item: flow.value, from: [flow] }));
      return derivedList({ fact, host: known.host }, items, known.observations);
    });
  },
};

const keyOf = ({
  source,
  destination,
  port,
}: Pick<EncapsulatedFlow, 'source' | 'destination' | 'port'>): string => `${source} ${destination} ${port}`;

/** An item of `capture.encapsulated-flows`: sources and `checkEvidence` hold to the fact's schema. */
const flowOf = ({ value }: Observation): EncapsulatedFlow => value as EncapsulatedFlow;
