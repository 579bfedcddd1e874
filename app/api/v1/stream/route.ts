import { openStream } from "@/lib/server/stream/open-stream";

export const dynamic = "force-dynamic";

export const GET = (request: Request): Promise<Response> => openStream(request);
