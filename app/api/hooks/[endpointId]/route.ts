import { receiveDelivery } from "@/lib/server/hooks/receive-delivery";

export const dynamic = "force-dynamic";

export async function POST(
  request: Request,
  context: { params: Promise<{ endpointId: string }> },
): Promise<Response> {
  const { endpointId } = await context.params;
  const { status, body } = await receiveDelivery({
    endpointId,
    headers: Object.fromEntries(request.headers),
    body: request.body,
  });
  return Response.json(body, { status, headers: status === 503 ? { "retry-after": "1" } : {} });
}
