import { getApp } from "../app";
import { authorize } from "../auth/authorize";
import { answerError } from "../http/answer-error";

/** GET /api/v1/stream: `run` and `delivery` events of the caller's workspace. */
export async function openStream(request: Request): Promise<Response> {
  const app = getApp();
  try {
    const { workspaceId } = await authorize(app, request.headers);
    return new Response(await app.streams.open(workspaceId, request.signal), {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      },
    });
  } catch (error) {
    return answerError(error, app.logger);
  }
}
