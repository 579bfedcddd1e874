import { z } from "zod";
import { defineConnection, defineIntegration } from "../../kit/define";
import { input } from "../../kit/fields";
import { sendEmail } from "./actions/send-email";
import { testSmtp } from "./client";

const connection = defineConnection({
  name: "SMTP server",
  help: "The server that sends your mail. Your e-mail provider lists these values as SMTP settings.",
  schema: z.object({
    host: input.text("Host", { placeholder: "smtp.example.com" }),
    port: input.number("Port", { min: 1, max: 65_535, default: 587 }),
    security: input.select(
      "Encryption",
      [
        { value: "starttls", label: "STARTTLS (usual on 587)" },
        { value: "tls", label: "TLS from the start (usual on 465)" },
        { value: "none", label: "None" },
      ],
      { default: "starttls" },
    ),
    user: input.optionalText("User name"),
    password: input.optionalSecret("Password"),
    from: input.text("From", {
      placeholder: "Ada <ada@example.com>",
      description: "Who the mail comes from.",
    }),
  }),
  test: testSmtp,
});

export const email = defineIntegration({
  id: "email",
  name: "E-mail",
  summary: "Send e-mail through your own SMTP server.",
  description:
    "Plain mail by SMTP: for colleagues and alerts. For people in campaigns, let Customer.io send.",
  category: "Communication",
  docsUrl: "/integrations/email",
  updatedOn: "2026-11-24",
  connection,
  triggers: [],
  actions: [sendEmail],
});
