/** Definitions to descriptors: from zod schemas and their metadata to plain JSON. The only way out of the definitions to the browser. */
import type { z } from "zod";
import type { JsonValue } from "../base/json";
import type { InputField, IntegrationDescriptor, NodeDescriptor, OutputField } from "../graph/descriptor";
import type { AnyAction, AnyTrigger, IntegrationDefinition } from "../kit/define";
import type { InputMeta, OutputMeta } from "../kit/fields";
import { nodeType } from "./lookup";

export function describeIntegration(definition: IntegrationDefinition): IntegrationDescriptor {
  const { id, name, summary, description, category, docsUrl, updatedOn, connection, webhook } = definition;
  return {
    id,
    name,
    summary,
    description,
    category,
    docsUrl,
    updatedOn,
    ...(connection === undefined && webhook === undefined
      ? {}
      : {
          connection: {
            integrationId: id,
            name: connection?.name ?? name,
            help: connection?.help ?? webhookHelp(name),
            fields: connection === undefined ? [] : inputFields(connection.schema.shape),
            hasEndpoint: webhook !== undefined,
          },
        }),
    nodes: [
      ...definition.triggers.map((trigger) => describeTrigger(definition, trigger)),
      ...definition.actions.map((action) => describeAction(definition, action)),
    ],
  };
}

const webhookHelp = (name: string) =>
  `${name} sends its events to an address of yours. Paste that address into ${name}, and the signing key that it shows back here.`;

function common(integration: IntegrationDefinition, node: AnyTrigger | AnyAction) {
  return {
    type: nodeType(integration.id, node.slug),
    integrationId: integration.id,
    integrationName: integration.name,
    slug: node.slug,
    name: node.name,
    aliases: [...(node.aliases ?? [])],
    summary: node.summary,
    icon: node.icon,
    docsUrl: node.docsUrl,
    sentence: node.sentence,
    outputs: outputFields(node.output.shape, ""),
    sample: node.sample as JsonValue,
    pairsWith: [...node.pairsWith],
    faq: node.faq.map(({ question, answer }) => ({ question, answer })),
  };
}

const triesOf = ({ retry: { maxAttempts, backoffMs }, timeoutMs }: AnyAction) => ({
  maxAttempts,
  backoffMs,
  timeoutMs,
});

function describeTrigger(integration: IntegrationDefinition, trigger: AnyTrigger): NodeDescriptor {
  return {
    ...common(integration, trigger),
    kind: "trigger",
    role: "trigger",
    inputs: inputFields(trigger.config.shape),
    needsConnection: false,
    canFail: false,
    safeToRepeat: true,
    firesWhen: trigger.firesWhen,
    ...(trigger.links === undefined ? {} : { linkField: trigger.links.field }),
    payloadExample: trigger.payloadExample,
  };
}

function describeAction(integration: IntegrationDefinition, action: AnyAction): NodeDescriptor {
  const { branching } = action;
  return {
    ...common(integration, action),
    kind: "action",
    role: action.role,
    inputs: inputFields(action.input.shape),
    needsConnection: action.connection !== undefined,
    canFail: action.canFail,
    ...(action.canFail ? { tries: triesOf(action) } : {}),
    safeToRepeat: action.safeToRepeat,
    ...(action.mirrors === undefined ? {} : { mirrors: action.mirrors }),
    ...(action.evaluates === undefined ? {} : { evaluates: { ...action.evaluates } }),
    ...(action.loops === undefined ? {} : { loops: { ...action.loops } }),
    ...(action.claims === undefined ? {} : { claims: { inputs: [...action.claims.inputs] } }),
    ...(branching === undefined
      ? {}
      : {
          branching: {
            fixed: branching.fixed.map(({ id, name }) => ({ id, name })),
            ...(branching.fromConfig === undefined ? {} : { fromConfig: branching.fromConfig }),
            ...(branching.all === undefined ? {} : { all: branching.all }),
          },
        }),
  };
}

type Shape = Record<string, z.ZodType>;

export function inputFields(shape: Shape): InputField[] {
  return Object.entries(shape).map(([key, schema]) => {
    const { role: _, input, ...rest } = metaOf(key, schema) as InputMeta;
    const absent = schema.safeParse(undefined);
    return {
      key,
      ...rest,
      input: input as InputField["input"],
      required: rest.required ?? !absent.success,
      ...(absent.success && absent.data !== undefined ? { default: absent.data as JsonValue } : {}),
    };
  });
}

export function outputFields(shape: Shape, prefix: string): OutputField[] {
  return Object.entries(shape).map(([key, schema]) => {
    const { role: _, members: described, ...rest } = metaOf(key, schema) as OutputMeta;
    const path = prefix === "" ? key : `${prefix}.${key}`;
    const members = (described as Shape | undefined) ?? shapeOf(schema);
    return {
      key,
      path,
      ...rest,
      optional: schema.safeParse(undefined).success,
      ...(members === null || Object.keys(members).length === 0
        ? {}
        : { fields: outputFields(members, path) }),
    };
  });
}

function metaOf(key: string, schema: z.ZodType): unknown {
  const meta = schema.meta();
  if (meta === undefined) throw new Error(`"${key}" has no label: build it with lib/kit/fields`);
  return meta;
}

/** The members of an object schema, however it is wrapped. */
function shapeOf(schema: z.ZodType): Shape | null {
  if ("shape" in schema) return schema.shape as Shape;
  const inner = (schema.def as { innerType?: z.ZodType }).innerType;
  return inner === undefined ? null : shapeOf(inner);
}
