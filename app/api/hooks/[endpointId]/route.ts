import { getApp } from "@/lib/server/app";

export const dynamic = "force-dynamic";

export async function POST(
  request: Request,
  context: { params: Promise<{ endpointId: string }> },
): Promise<Response> {
  const { endpointId } = await context.params;
  const { status, body } = await getApp().receiveDelivery({
    endpointId,
    headers: Object.fromEntries(request.headers),
    body: request.body,
  });
  return Response.json(body, { status, headers: status === 503 ? { "retry-after": "1" } : {} });
}
