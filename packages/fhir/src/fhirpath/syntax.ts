/** A value written in an expression. */
export type Literal =
  | { readonly type: 'Boolean'; readonly value: boolean }
  | { readonly type: 'String' | 'Date' | 'DateTime' | 'Time'; readonly value: string }
  | { readonly type: 'Integer' | 'Decimal'; readonly value: number }
  | { readonly type: 'Quantity'; readonly value: number; readonly unit: string };

/** Operators with two operands, as FHIRPath writes them. */
export type BinaryOperator =
  | '*'
  | '/'
  | 'div'
  | 'mod'
  | '+'
  | '-'
  | '&'
  | '|'
  | '<'
  | '<='
  | '>'
  | '>='
  | '='
  | '!='
  | '~'
  | '!~'
  | 'in'
  | 'contains'
  | 'and'
  | 'or'
  | 'xor'
  | 'implies';

/** The syntax tree of a FHIRPath expression (http://hl7.org/fhirpath/N1/). A member or call without `target` starts at the focus. */
export type Expression =
  | { readonly kind: 'empty' }
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'variable'; readonly name: 'this' | 'index' | 'total' }
  | { readonly kind: 'constant'; readonly name: string }
  | { readonly kind: 'member'; readonly target?: Expression; readonly name: string }
  | {
      readonly kind: 'call';
      readonly target?: Expression;
      readonly name: string;
      readonly parameters: readonly Expression[];
    }
  | { readonly kind: 'index'; readonly target: Expression; readonly index: Expression }
  | { readonly kind: 'sign'; readonly sign: '+' | '-'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'type';
      readonly operator: 'is' | 'as';
      readonly operand: Expression;
      readonly type: string;
    };
