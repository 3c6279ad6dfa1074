using Arl.Functions.Introductions;
using Xunit;

namespace Arl.Tests.Introductions;

public sealed class EmailBatchesTests
{
    [Theory]
    [InlineData("introduction-1", 1), InlineData("introduction-12-again-2", 12), InlineData("ask-3", 3), InlineData("check-in-2", 2), InlineData("reminder-1", 1), InlineData("quiet-1", 1)]
    [InlineData("new-coach-1", null), InlineData("closed-1", null), InlineData("withdrawn-2", null), InlineData("acknowledgement", null), InlineData("contact-changed-7", null), InlineData("fresh-link-1795532400", null)]
    public void An_email_that_is_true_only_of_a_match_in_force_is_known_by_its_batch(string batch, int? match) => Assert.Equal(match, EmailBatches.NeedsMatch(batch));
}
