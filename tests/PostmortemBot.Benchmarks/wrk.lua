-- Sends requests that were written and signed beforehand, one after another, and checks every answer.
-- Arguments: file, length of each request in bytes, "same" or "has", file with the expected text.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  source = assert(io.open(args[1], "rb"))
  source:setvbuf("full", 1048576)
  length = tonumber(args[2])
  exact = args[3] == "same"
  local file = assert(io.open(args[4], "rb"))
  expected = file:read("*a")
  file:close()
  wrong = 0
  exhausted = 0
  example = ""
end

function request()
  local next = source:read(length)
  if not next then
    -- wrk cannot be given nothing: start again, and say so in the end.
    exhausted = exhausted + 1
    source:seek("set", 0)
    next = source:read(length)
  end
  return next
end

function response(status, headers, body)
  local good
  if exact then
    good = body == expected
  else
    good = body:find(expected, 1, true) ~= nil
  end
  if status ~= 200 or not good then
    wrong = wrong + 1
    if example == "" then
      example = status .. " " .. body:sub(1, 200):gsub("%s+", " ")
    end
  end
end

function done(summary, latency, requests)
  local wrong, exhausted, example = 0, 0, ""
  for _, thread in ipairs(threads) do
    wrong = wrong + thread:get("wrong")
    exhausted = exhausted + thread:get("exhausted")
    if example == "" then example = thread:get("example") end
  end
  local errors = summary.errors
  io.write(string.format("\nRESULT\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s\n",
    summary.requests, summary.duration, wrong, errors.connect + errors.read + errors.write + errors.timeout,
    exhausted, latency:percentile(50), latency:percentile(99), example))
end
