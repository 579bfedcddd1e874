"use client";
import { DecoratorNode, type NodeKey, type SerializedLexicalNode, type Spread } from "lexical";
import type { ReactNode } from "react";
import { TokenPill } from "./token-pill";

type Serialized = Spread<{ raw: string }, SerializedLexicalNode>;

/** A pill in a text field. Its text is the template, so copying, pasting and reading the field need no special case. */
export class ReferenceNode extends DecoratorNode<ReactNode> {
  __raw: string;

  constructor(raw: string, key?: NodeKey) {
    super(key);
    this.__raw = raw;
  }
  static override getType(): string {
    return "reference";
  }
  static override clone(node: ReferenceNode): ReferenceNode {
    return new ReferenceNode(node.__raw, node.__key);
  }
  static override importJSON({ raw }: Serialized): ReferenceNode {
    return new ReferenceNode(raw);
  }
  override exportJSON(): Serialized {
    return { ...super.exportJSON(), raw: this.__raw };
  }
  override createDOM(): HTMLElement {
    return document.createElement("span");
  }
  override updateDOM(): false {
    return false;
  }
  override getTextContent(): string {
    return this.__raw;
  }
  setRaw(raw: string): void {
    this.getWritable().__raw = raw;
  }
  override isInline(): true {
    return true;
  }
  override isKeyboardSelectable(): boolean {
    return true;
  }
  override decorate(): ReactNode {
    return <TokenPill raw={this.__raw} nodeKey={this.__key} />;
  }
}

export const $createReferenceNode = (raw: string): ReferenceNode => new ReferenceNode(raw);
