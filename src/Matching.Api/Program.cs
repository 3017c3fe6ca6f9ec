using Matching.Api.Hosting;

return await ApiHost.RunAsync(args);
