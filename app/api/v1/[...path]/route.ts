import { answerApi } from "@/lib/server/http/api";

export const dynamic = "force-dynamic";

const handle = (request: Request): Promise<Response> => answerApi(request);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
