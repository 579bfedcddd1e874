/** Connections: there, working, and for those that events come by, with a key to verify them. */
import type { Issue, NodeDescriptor } from "../descriptor";
import type { WorkflowNode } from "../workflow";
import { finding, type Place, warning } from "./finding";

/** As the API describes connections. */
export interface KnownConnection {
  id: string;
  integrationId: string;
  name?: string;
  /** Null: never tested. */
  lastTest?: { ok: boolean; message: string } | null;
  /** Null: no endpoint comes with it. */
  webhook?: { keyState: "none" | "generated" | "pasted" } | null;
}

interface Context {
  node: WorkflowNode;
  name: string;
  descriptor: NodeDescriptor;
  connections: readonly KnownConnection[] | undefined;
}

export function connectionIssues({ node, name, descriptor, connections }: Context): Issue[] {
  const place = { nodeId: node.id, field: "connectionId", where: `"${name}"` };
  if (node.connectionId === undefined && descriptor.needsConnection)
    return [
      finding(
        place,
        "connection_missing",
        `"${name}" has no connection.`,
        "Choose one, or make a new one, in the step's settings.",
      ),
    ];
  if (connections === undefined) return [];
  const fitting = connections.filter(({ integrationId }) => integrationId === descriptor.integrationId);
  const used =
    node.connectionId === undefined ? undefined : fitting.find(({ id }) => id === node.connectionId);
  if (node.connectionId !== undefined && used === undefined)
    return [
      finding(
        place,
        "connection_unknown",
        `The connection of "${name}" is gone.`,
        "Choose another one in the step's settings.",
      ),
    ];
  // A trigger without a choice of its own listens by the oldest.
  const connection = used ?? (descriptor.kind === "trigger" ? fitting[0] : undefined);
  return connection === undefined ? [] : [...failing(connection, place), ...unsigned(connection, place)];
}

const failing = ({ name, lastTest }: KnownConnection, place: Place): Issue[] =>
  lastTest?.ok === false
    ? [
        warning(
          place,
          "connection_failing",
          `The connection ${name ? `"${name}" ` : ""}of ${place.where} failed its last test. ${withStop(lastTest.message)}`,
          "It may have expired, or been revoked. Mend it in Connections and test it again.",
        ),
      ]
    : [];

const unsigned = ({ webhook }: KnownConnection, place: Place): Issue[] =>
  webhook?.keyState === "none"
    ? [
        warning(
          place,
          "no_signing_key",
          `The endpoint of ${place.where} has no signing key. Nobody can tell whether an event is real, so events are held and start nothing.`,
          "Paste the key that the service shows beside the address.",
        ),
      ]
    : [];

const withStop = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
