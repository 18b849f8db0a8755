"""One decision shown to a person: what came out, and every reason with the words of the clause it rests on."""
