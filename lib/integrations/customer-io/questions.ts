/** The five questions that every trigger page answers. Four have the same answer up to the words for the event. */
import type { Faq } from "../../kit/define";

export function questions(words: { name: string; happening: string; data: string; filter: string }): Faq[] {
  return [
    {
      question: `How does the ${words.name} trigger work?`,
      answer: `Customer.io sends a reporting webhook to your Hookline address when ${words.happening}. Hookline checks its signature, keeps it in the inbox, and starts every published workflow that begins with this trigger.`,
    },
    {
      question: "Is it real time?",
      answer:
        "Yes. Nothing is polled: Customer.io posts the event, usually within seconds, and the first step runs right after it was stored.",
    },
    { question: "What data does it return?", answer: words.data },
    { question: "Can I filter which events start a run?", answer: words.filter },
    {
      question: "Do I need admin permissions in Customer.io?",
      answer:
        "You need to be allowed to add a reporting webhook under Data & Integrations, because you paste the address there and copy the signing key from the same page. Whoever builds workflows afterwards needs no access to Customer.io.",
    },
  ];
}

export const PAIRS = [
  "flow.filter",
  "flow.branch",
  "http.request",
  "slack.post-message",
  "email.send-email",
  "flow.delay",
  "preview.message",
] as const;
